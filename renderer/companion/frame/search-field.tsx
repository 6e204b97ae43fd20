/** Search in the title row, at Ctrl+E as in Outlook; what is typed is looked up as it is typed. */
import { Input } from '@fluentui/react-components';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { useText } from '../../text/text-root.tsx';
import { useCompanion, useView } from '../state/companion-context.tsx';

export function SearchField() {
  const t = useText();
  const { views } = useCompanion();
  const text = useView((view) => view.searchText);
  const field = useRef<HTMLInputElement>(null);
  useFocusKey(field);

  const search = (searchText: string): void =>
    views.setState(searchText === '' ? { searchText } : { searchText, place: 'mail' });
  const onKeyDown = (pressed: KeyboardEvent): void => {
    if (pressed.key !== 'Escape') return;
    search('');
    field.current?.blur();
  };
  return (
    <Input
      className="search-field"
      input={{ ref: field, role: 'searchbox' }}
      size="medium"
      aria-label={t('frame.title.search')}
      aria-keyshortcuts="Control+E"
      placeholder={t('frame.title.search')}
      value={text}
      maxLength={500}
      onChange={(_, { value }) => search(value)}
      onKeyDown={onKeyDown}
      contentBefore={<Icon name="search" size={16} />}
      contentAfter={
        text === '' ? (
          <kbd className="search-field__key">Ctrl+E</kbd>
        ) : (
          <button
            type="button"
            className="search-field__clear"
            aria-label={t('frame.title.clearSearch')}
            onClick={() => search('')}
          >
            <Icon name="cross" size={12} />
          </button>
        )
      }
    />
  );
}

function useFocusKey(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKeyDown = (pressed: globalThis.KeyboardEvent): void => {
      const withControl = pressed.ctrlKey || pressed.metaKey;
      if (!withControl || pressed.altKey || pressed.key.toLowerCase() !== 'e') return;
      pressed.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [field]);
}
