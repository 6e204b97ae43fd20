/** A field that is filled by choosing among what its words find: the combobox with a list of the ARIA patterns. */
import { useId, useState, type KeyboardEvent } from 'react';
import { nextOption } from './combobox-keys.ts';
import type { ControlProps } from './form-field.tsx';
import { Icon, type IconName } from './icon.tsx';
import { isLeft } from './is-left.ts';
import './combobox.css';

export interface ComboboxOption {
  readonly key: string;
  readonly label: string;
  /** A second line: what tells it from others of the same name. */
  readonly detail?: string;
}

interface ComboboxProps extends ControlProps {
  readonly icon: IconName;
  /** Names the list. */
  readonly listLabel: string;
  /** What is chosen, in words; empty: nothing. */
  readonly value: string;
  readonly placeholder?: string;
  /** For the words that were typed last; empty before any. */
  readonly options: readonly ComboboxOption[];
  readonly onType: (text: string) => void;
  /** null: the words were taken out. */
  readonly onChoose: (key: string | null) => void;
  /** At the foot of the list, and read out: `12 groups`, `Reading …`. */
  readonly status: string;
}

export function Combobox(props: ComboboxProps) {
  const { icon, listLabel, value, placeholder, options, onType, onChoose, status, ...control } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [reached, setReached] = useState(0);
  const type = (text: string): void => {
    setTyped(text);
    setReached(0);
    setOpen(true);
    onType(text);
  };
  const close = (): void => {
    setOpen(false);
    setTyped(null);
    onType('');
  };
  const choose = (option: ComboboxOption | undefined): void => {
    if (option !== undefined) onChoose(option.key);
    close();
  };
  const leave = (): void => {
    if (typed === '' && value !== '') onChoose(null);
    choose(typed === null ? undefined : namedExactly(options, typed));
  };
  const onKeyDown = (pressed: KeyboardEvent): void => {
    if (pressed.key === 'Escape' && open) {
      pressed.stopPropagation();
      close();
    } else if (pressed.key === 'Enter' && open) {
      pressed.preventDefault();
      choose(options[reached]);
    } else {
      const next = nextOption(pressed.key, open ? reached : -1, options.length);
      if (next === null) return;
      pressed.preventDefault();
      setOpen(true);
      setReached(next);
    }
  };
  const active = open && options[reached] !== undefined ? `${id}-${reached}` : undefined;
  return (
    <div className="combobox">
      <Icon name={icon} size={16} />
      <input
        {...control}
        className="combobox__input"
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={active}
        value={typed ?? value}
        onChange={({ target }) => type(target.value)}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onBlur={(blurred) => isLeft(blurred) && leave()}
      />
      <div className="combobox__popup" hidden={!open}>
        <OptionList id={id} label={listLabel} options={options} reached={reached} choose={choose} />
        <p className="combobox__status figures" role="status">
          {open ? status : ''}
        </p>
      </div>
    </div>
  );
}

/** Who types a whole name need not choose it too; where two have the name, they must. */
function namedExactly(options: readonly ComboboxOption[], text: string): ComboboxOption | undefined {
  const named = options.filter(({ label }) => label.toLowerCase() === text.trim().toLowerCase());
  return named.length === 1 ? named[0] : undefined;
}

interface OptionListProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly ComboboxOption[];
  readonly reached: number;
  readonly choose: (option: ComboboxOption) => void;
}

function OptionList({ id, label, options, reached, choose }: OptionListProps) {
  return (
    <ul id={`${id}-list`} role="listbox" aria-label={label} className="combobox__list quiet-scroll">
      {options.map((option, index) => (
        <li
          key={option.key}
          ref={index === reached ? intoSight : null}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === reached}
          className="combobox__option"
          // The field keeps the focus.
          onMouseDown={(pressed) => pressed.preventDefault()}
          onClick={() => choose(option)}
        >
          {option.label}
          {option.detail !== undefined && <small>{option.detail}</small>}
        </li>
      ))}
    </ul>
  );
}

function intoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
