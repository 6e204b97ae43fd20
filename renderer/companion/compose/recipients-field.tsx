/** To, Cc or Bcc: people as chips, and a look-up among those in the cached mail while one types. */
import { useId } from 'react';
import type { MailAddress } from '../../../shared/bridge/mail.ts';
import { Icon } from '../../ui/icon.tsx';
import { PersonDisc } from '../../ui/person-disc.tsx';
import { useText } from '../../text/text-root.tsx';
import { isAddress, withPeople } from './typed-people.ts';
import { useRecipientInput } from './use-recipient-input.ts';

interface RecipientsFieldProps {
  readonly label: string;
  readonly people: readonly MailAddress[];
  readonly strangers: readonly MailAddress[];
  readonly onChange: (people: MailAddress[]) => void;
  readonly autoFocus?: boolean;
}

export function RecipientsField({
  label,
  people,
  strangers,
  onChange,
  autoFocus = false,
}: RecipientsFieldProps) {
  const t = useText();
  const id = useId();
  const { text, suggested, isOpen, reached, take, takeTyped, change, onKeyDown, onPaste } = useRecipientInput(
    people,
    onChange,
  );
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
          aria-activedescendant={reached >= 0 ? `${id}-${String(reached)}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          // The person asked for a new message: this is where they go on.
          autoFocus={autoFocus}
          onChange={({ target }) => change(target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
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
        {suggested.map((person, index) => (
          <li
            key={person.address}
            id={`${id}-${String(index)}`}
            role="option"
            aria-selected={index === reached}
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
