/** A bar that draws a number that the words beside it already say. */
import './progress-track.css';

interface ProgressTrackProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

export function ProgressTrack({ label, done, total }: ProgressTrackProps) {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  return (
    <div
      className="progress-track"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
    >
      <div className="progress-track__fill" style={{ inlineSize: `${share * 100}%` }} />
    </div>
  );
}
