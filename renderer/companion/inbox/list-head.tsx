/** Above the list: whose mailbox, which folder, and which of its messages. */
import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { DelegatedMailbox } from '../../../shared/bridge/snapshot.ts';
import { useText } from '../../text/text-root.tsx';
import { useCompanion, useView } from '../state/companion-context.tsx';
import { chosenMailbox } from './chosen-mailbox.ts';

export function ListHead({ delegated }: { readonly delegated: readonly DelegatedMailbox[] }) {
  const t = useText();
  const { views } = useCompanion();
  const unreadOnly = useView((view) => view.unreadOnly);
  return (
    <header className="inbox__head">
      <MailboxMenu delegated={delegated} />
      <ChoiceChips
        label={t('mail.filter')}
        choices={[
          { value: 'all', label: t('mail.all') },
          { value: 'unread', label: t('mail.unreadOnly') },
        ]}
        value={unreadOnly ? 'unread' : 'all'}
        onChoose={(value) => views.setState({ unreadOnly: value === 'unread' })}
      />
    </header>
  );
}

type Folder = 'inbox' | 'sent';
const FOLDERS = ['inbox', 'sent'] as const;

/** A value of the menu: the folder, and whose. */
const valueOf = (folder: Folder, accountId: string | null): string => `${folder} ${accountId ?? ''}`;

function MailboxMenu({ delegated }: { readonly delegated: readonly DelegatedMailbox[] }) {
  const t = useText();
  const { views } = useCompanion();
  const folder = useView((view) => view.mailbox);
  const chosen = useView((view) => chosenMailbox(delegated, view.accountId));
  const folders = { inbox: t('mail.inbox'), sent: t('mail.sent') };
  const name = chosen === null ? folders[folder] : `${chosen.name}, ${folders[folder]}`;
  const choose = (value: string | undefined): void => {
    const [mailbox = '', accountId = ''] = (value ?? '').split(' ');
    views.setState({
      mailbox: mailbox === 'sent' ? 'sent' : 'inbox',
      accountId: accountId === '' ? null : accountId,
      mailId: null,
    });
  };
  const itemsOf = (accountId: string | null) =>
    FOLDERS.map((each) => (
      <MenuItemRadio
        key={each}
        name="mailbox"
        value={valueOf(each, accountId)}
        icon={<Icon name={each} size={16} />}
      >
        {folders[each]}
      </MenuItemRadio>
    ));
  return (
    <Menu
      checkedValues={{ mailbox: [valueOf(folder, chosen?.accountId ?? null)] }}
      onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0])}
    >
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className="inbox__mailbox" aria-label={t('mail.mailbox', { name })}>
          <span className="inbox__mailbox-name">
            {folders[folder]}
            {chosen !== null && <small dir="auto">{chosen.name}</small>}
          </span>
          <Icon name="chevron-down" size={14} />
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {itemsOf(null)}
          {delegated.map(({ accountId, name: whose }) => (
            <MenuGroup key={accountId}>
              <MenuDivider />
              <MenuGroupHeader>
                <bdi>{whose}</bdi>
              </MenuGroupHeader>
              {itemsOf(accountId)}
            </MenuGroup>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
