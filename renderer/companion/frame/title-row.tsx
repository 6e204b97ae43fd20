/** The title row: name, search, the person, the window's buttons. It is also what the window is dragged by. */
import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import type { Person } from '../../../shared/domain/person.ts';
import type { ShellView } from '../../../shared/bridge/settings.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PersonDisc } from '../../ui/person-disc.tsx';
import { useText } from '../../text/text-root.tsx';
import { useCompanion } from '../state/companion-context.tsx';
import { SearchField } from './search-field.tsx';
import { WindowButtons } from './window-buttons.tsx';
import './title-row.css';

interface TitleRowProps {
  readonly shell: ShellView;
  /** null while nobody is signed in: then there is nothing to search. */
  readonly person: Person | null;
}

export function TitleRow({ shell, person }: TitleRowProps) {
  const t = useText();
  const native = shell.platform === 'darwin';
  return (
    <header className={`title-row${native ? ' title-row--native' : ''}`}>
      <div className="title-row__name">
        <BrandMark />
        <span>{t('frame.appName')}</span>
      </div>
      {person === null ? <span /> : <SearchField />}
      <div className="title-row__end">
        {person !== null && <AccountMenu person={person} />}
        {!native && <WindowButtons maximised={shell.maximised} />}
      </div>
    </header>
  );
}

function AccountMenu({ person }: { readonly person: Person }) {
  const t = useText();
  const { views } = useCompanion();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <button
          type="button"
          className="title-row__person"
          aria-label={t('frame.title.account', { name: person.displayName })}
        >
          <PersonDisc name={person.displayName} identity={person.email} size={28} />
        </button>
      </MenuTrigger>
      <MenuPopover>
        <div className="title-row__card">
          <PersonDisc name={person.displayName} identity={person.email} size={40} />
          <div>
            <b dir="auto">{person.displayName}</b>
            <span>{person.email}</span>
          </div>
        </div>
        <MenuDivider />
        <MenuList>
          <MenuItem
            icon={<Icon name="gear" size={16} />}
            onClick={() => views.setState({ place: 'settings' })}
          >
            {t('frame.title.settings')}
          </MenuItem>
          <MenuItem
            icon={<Icon name="sign-out" size={16} />}
            onClick={() => views.setState({ dialog: 'sign-out' })}
          >
            {t('frame.title.signOut')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
