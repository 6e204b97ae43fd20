/** Above the list: the mailbox, and which of its messages. */
import { Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useText } from '../../text/text-root.tsx';
import { useCompanion, useView } from '../state/companion-context.tsx';

export function ListHead() {
  const t = useText();
  const { views } = useCompanion();
  const unreadOnly = useView((view) => view.unreadOnly);
  return (
    <header className="inbox__head">
      <MailboxMenu />
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

function MailboxMenu() {
  const t = useText();
  const { views } = useCompanion();
  const mailbox = useView((view) => view.mailbox);
  const names = { inbox: t('mail.inbox'), sent: t('mail.sent') };
  return (
    <Menu
      checkedValues={{ mailbox: [mailbox] }}
      onCheckedValueChange={(_, { checkedItems }) =>
        views.setState({ mailbox: checkedItems[0] === 'sent' ? 'sent' : 'inbox', mailId: null })
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <button
          type="button"
          className="inbox__mailbox"
          aria-label={t('mail.mailbox', { name: names[mailbox] })}
        >
          <span>{names[mailbox]}</span>
          <Icon name="chevron-down" size={14} />
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name="mailbox" value="inbox" icon={<Icon name="inbox" size={16} />}>
            {names.inbox}
          </MenuItemRadio>
          <MenuItemRadio name="mailbox" value="sent" icon={<Icon name="sent" size={16} />}>
            {names.sent}
          </MenuItemRadio>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
