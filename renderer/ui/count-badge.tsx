/** A small count on a corner. */
import './count-badge.css';

interface CountBadgeProps {
  readonly count: number;
  /** `2 new notices`. */
  readonly label: string;
}

const MOST = 99;

/** Nothing when there is nothing to count. */
export function CountBadge({ count, label }: CountBadgeProps) {
  if (count === 0) return null;
  return (
    <span className="count-badge">
      <span aria-hidden>{count > MOST ? `${MOST}+` : count}</span>
      <span className="unseen">, {label}</span>
    </span>
  );
}
