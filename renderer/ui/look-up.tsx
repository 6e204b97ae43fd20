/**
 * A field that finds things by words, and a list below it to choose from (the combobox pattern of WAI-ARIA). A press, a
 * letter or an arrow opens the list; focus alone does not, for it also comes back with the window.
 */
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { isLeft } from './is-left.ts';
import './look-up.css';
import './table/table-tools.css';

interface LookUpProps<Item> {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** null: they are being looked for. */
  readonly items: readonly Item[] | null;
  readonly itemKey: (item: Item) => string;
  readonly item: (item: Item) => ReactNode;
  readonly onChoose: (item: Item) => void;
  /** Said while they are looked for, and when there are none. */
  readonly looking: string;
  readonly none: string;
}

export function LookUp<Item>({ label, text, onText, items, onChoose, ...shown }: LookUpProps<Item>) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = items ?? [];
  const marked = Math.min(at, found.length - 1);
  const choose = (item: Item): void => {
    setOpen(false);
    onChoose(item);
  };
  const onKeyDown = (pressed: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[pressed.key];
    const item = found[marked];
    if (step !== undefined) {
      setOpen(true);
      setAt(open ? Math.max(0, Math.min(found.length - 1, marked + step)) : 0);
    } else if (open && pressed.key === 'Enter' && item !== undefined) choose(item);
    else if (open && pressed.key === 'Escape') setOpen(false);
    else return;
    pressed.preventDefault();
    // Escape also closes what is around it.
    pressed.stopPropagation();
  };
  return (
    <div className="look-up" onBlur={(blurred) => isLeft(blurred) && setOpen(false)}>
      <div className="table-search">
        <Icon name="search" size={16} />
        <input
          role="combobox"
          aria-label={label}
          placeholder={label}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && marked >= 0 ? `${id}-${String(marked)}` : undefined}
          autoComplete="off"
          value={text}
          onClick={() => setOpen(true)}
          onKeyDown={onKeyDown}
          onChange={({ target }) => {
            setOpen(true);
            setAt(0);
            onText(target.value);
          }}
        />
      </div>
      {open && <Choices {...shown} {...{ id, label, items, marked, choose }} />}
    </div>
  );
}

interface ChoicesProps<Item> extends Pick<
  LookUpProps<Item>,
  'label' | 'items' | 'itemKey' | 'item' | 'looking' | 'none'
> {
  readonly id: string;
  readonly marked: number;
  readonly choose: (item: Item) => void;
}

function Choices<Item>({ id, label, items, itemKey, item: words, looking, none, ...at }: ChoicesProps<Item>) {
  const { marked, choose } = at;
  if (items === null || items.length === 0) {
    return (
      <div className="look-up__list" id={`${id}-list`}>
        <p className="look-up__word" role="status">
          {items === null ? looking : none}
        </p>
      </div>
    );
  }
  return (
    <ul className="look-up__list quiet-scroll" role="listbox" id={`${id}-list`} aria-label={label}>
      {items.map((item, index) => (
        <li
          key={itemKey(item)}
          id={`${id}-${String(index)}`}
          role="option"
          className="look-up__item"
          aria-selected={index === marked}
          // The focus stays in the field: leaving it would close the list before the press is over.
          onMouseDown={(pressed) => pressed.preventDefault()}
          onClick={() => choose(item)}
        >
          {words(item)}
        </li>
      ))}
    </ul>
  );
}
