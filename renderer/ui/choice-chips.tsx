/** A few choices side by side, one of them on: All, Unread. */
import './choice-chips.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface ChoiceChipsProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}

export function ChoiceChips<Value extends string>({
  label,
  choices,
  value,
  onChoose,
}: ChoiceChipsProps<Value>) {
  return (
    <div className="choice-chips" role="group" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className="choice-chips__chip"
          aria-pressed={choice.value === value}
          onClick={() => onChoose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
