/** Coming up: the continuity events that this device knows ahead of time, and what it would make of them. */
import type { TFunction } from 'i18next';
import { toMs } from '../../../shared/domain/instant.ts';
import type { EventView, ModeView } from '../../../shared/bridge/snapshot.ts';
import { Card } from '../../ui/card.tsx';
import { useFormats, useText } from '../../text/text-root.tsx';

const SHOWN = 3;

interface UpcomingCardProps {
  readonly mode: ModeView;
  readonly nowMs: number;
}

export function UpcomingCard({ mode, nowMs }: UpcomingCardProps) {
  const t = useText();
  const formats = useFormats();
  return (
    <Card title={t('status.upcoming.title')} icon="calendar">
      {mode.upcoming.length === 0 && <p>{t('status.upcoming.nothing')}</p>}
      <ul className="status__upcoming">
        {mode.upcoming.slice(0, SHOWN).map((event) => (
          <li key={event.id}>
            <b dir="auto">{event.description}</b>
            <span className="figures">
              {t('status.upcoming.starts', { time: formats.dayTimeZone(toMs(event.start), nowMs) })}
            </span>
            <span>{partWords(event, t)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** That it is not on yet is no reason worth saying here. */
function partWords({ reasons }: EventView, t: TFunction): string {
  const [reason] = reasons.filter((each) => each !== 'event-not-current');
  if (reason === undefined) return t('status.upcoming.participates');
  if (reason === 'not-in-affected-group') return t('status.upcoming.notInGroup');
  return t('status.upcoming.otherwise', { reason: t(`status.reasons.${reason}`) });
}
