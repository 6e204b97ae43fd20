/** A small mark with a word: through which list, for whom, held. */
import { Icon, type IconName } from './icon.tsx';
import './tag.css';

interface TagProps {
  readonly icon: IconName;
  readonly label: string;
  /** Said instead of the label, where the label alone is too short to understand. */
  readonly meaning?: string;
}

export function Tag({ icon, label, meaning }: TagProps) {
  return (
    <span className="tag">
      <Icon name={icon} size={12} />
      <span className="tag__label" aria-hidden={meaning !== undefined}>
        {label}
      </span>
      {meaning !== undefined && <span className="unseen">{meaning}</span>}
    </span>
  );
}
