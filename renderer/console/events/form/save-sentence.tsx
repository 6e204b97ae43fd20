/** Says in words what Save will do and when, and for how many: by the same function that the devices run. */
import { useFormats, useText } from '../../../text/text-root.tsx';
import type { Impact } from '../../../../shared/http/continuity-events.ts';
import type { Outcome } from '../draft/outcome.ts';

interface SaveSentenceProps {
  readonly outcome: Outcome;
  readonly impact: Impact | null;
}

export function SaveSentence({ outcome, impact }: SaveSentenceProps) {
  const t = useText();
  const formats = useFormats();
  const { kind } = outcome;
  const say = (): string => {
    if (kind === 'ends' || kind === 'over') return t(`console.form.outcomes.${kind}`);
    if (kind === 'unknown' || impact === null) return t('console.form.outcomes.unknown');
    const counts = {
      count: impact.counts.participants,
      others: formats.number(impact.counts.nonParticipants),
    };
    switch (kind) {
      case 'starts-later':
        return t('console.form.outcomes.startsLater', { ...counts, time: formats.duration(outcome.inMs) });
      case 'starts-now':
        return t('console.form.outcomes.startsNow', counts);
      case 'runs-again':
        return t('console.form.outcomes.runsAgain', counts);
      case 'goes-on':
        return outcome.forMs === null
          ? t('console.form.outcomes.goesOnEternal', counts)
          : t('console.form.outcomes.goesOn', { ...counts, time: formats.duration(outcome.forMs) });
    }
  };
  const backdated = kind === 'starts-now' && outcome.backdatedMs >= BACKDATED_MS;
  return (
    <p className="event-form__sentence figures">
      {say()} {backdated && t('console.form.backdated', { time: formats.duration(outcome.backdatedMs) })}
    </p>
  );
}

/** Less than that is "now". */
const BACKDATED_MS = 60_000;
