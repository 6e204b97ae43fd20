/** To, Cc or Bcc: people as chips, and a look-up among those in the cached mail while one types. */
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import type { MailAddress } from '../../../shared/bridge/mail.ts';
import { Icon } from '../../ui/icon.tsx';
import { PersonDisc } from '../../ui/person-disc.tsx';
import { useText } from '../../text/text-root.tsx';
import { useAnswer } from '../state/use-answer.ts';
import { useSettled } from '../state/use-settled.ts';
import { isAddress, typedPeople, withPeople } from './typed-people.ts';

interface RecipientsFieldProps {
  readonly label: string;
  readonly people: readonly MailAddress[];
  readonly strangers: readonly MailAddress[];
  readonly onChange: (people: MailAddress[]) => void;
  readonly autoFocus?: boolean;
}

const LOOK_UP_AFTER_MS = 120;

/** Ends an address, typed or pasted. */
const SEPARATOR = /[,;\n]/;

export function RecipientsField({
  label,
  people,
  strangers,
  onChange,
  autoFocus = false,
}: RecipientsFieldProps) {
  const t = useText();
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, choose] = useState(0);
  const found = useFoundPeople(text).filter(
    ({ address }) => !people.some((person) => person.address === address),
  );
  const isOpen = found.length > 0;
  const take = (more: readonly MailAddress[]): void => {
    onChange(withPeople(people, more));
    setText('');
    choose(0);
  };
  const takeTyped = (): void => {
    if (text.trim() !== '') take(typedPeople(text));
  };
  const onKeyDown = (pressed: KeyboardEvent): void => {
    const person = found[chosen];
    if (pressed.key === 'ArrowDown' || pressed.key === 'ArrowUp') {
      if (!isOpen) return;
      pressed.preventDefault();
      choose((chosen + (pressed.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    } else if (pressed.key === 'Enter') {
      pressed.preventDefault();
      if (person !== undefined) take([person]);
      else takeTyped();
    } else if (pressed.key === 'Escape' && isOpen) {
      pressed.stopPropagation();
      setText('');
    } else if (pressed.key === 'Backspace' && text === '') {
      onChange(people.slice(0, -1).map(({ name, address }) => ({ name, address })));
    }
  };
  return (
    <div className="compose__field">
      <label htmlFor={id}>{label}</label>
      <div className="compose__people">
        {people.map((person) => (
          <PersonChip
            key={person.address}
            person={person}
            isStranger={strangers.includes(person)}
            onRemove={() =>
              onChange(
                withPeople(
                  people.filter((other) => other !== person),
                  [],
                ),
              )
            }
          />
        ))}
        <input
          id={id}
          value={text}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${id}-found`}
          aria-activedescendant={isOpen ? `${id}-${String(chosen)}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          // The person asked for a new message: this is where they go on.
          autoFocus={autoFocus}
          onChange={({ target: { value } }) =>
            SEPARATOR.test(value) ? take(typedPeople(value)) : setText(value)
          }
          onKeyDown={onKeyDown}
          onBlur={takeTyped}
        />
      </div>
      <ul
        id={`${id}-found`}
        className="compose__found"
        role="listbox"
        aria-label={t('compose.found')}
        hidden={!isOpen}
      >
        {found.map((person, index) => (
          <li
            key={person.address}
            id={`${id}-${String(index)}`}
            role="option"
            aria-selected={index === chosen}
            // Before the field loses the focus and takes what was typed.
            onMouseDown={(pressed) => {
              pressed.preventDefault();
              take([person]);
            }}
          >
            <PersonDisc name={person.name} identity={person.address} />
            <span>
              <b dir="auto">{person.name === '' ? person.address : person.name}</b>
              <small>{person.address}</small>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function useFoundPeople(text: string): readonly MailAddress[] {
  const settled = useSettled(text.trim(), LOOK_UP_AFTER_MS);
  const input = useMemo(() => (settled === '' ? null : { text: settled }), [settled]);
  const asked = useAnswer('people.find', input);
  return text.trim() !== '' && asked.state === 'answered' && asked.answer.ok ? asked.answer.value : [];
}

interface PersonChipProps {
  readonly person: MailAddress;
  readonly isStranger: boolean;
  readonly onRemove: () => void;
}

function PersonChip({ person, isStranger, onRemove }: PersonChipProps) {
  const t = useText();
  const name = person.name === '' ? person.address : person.name;
  const isWrong = !isAddress(person);
  const tone = isWrong ? ' compose__chip--wrong' : isStranger ? ' compose__chip--stranger' : '';
  return (
    <span className={`compose__chip${tone}`} title={person.address}>
      {(isStranger || isWrong) && <Icon name={isWrong ? 'warning' : 'globe'} size={14} />}
      <span dir="auto">{name}</span>
      <button type="button" aria-label={t('compose.removePerson', { name })} onClick={onRemove}>
        <Icon name="cross" size={12} />
      </button>
    </span>
  );
}
