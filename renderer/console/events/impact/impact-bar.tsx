/** How many take part of how many, as a number and as a bar. */
import type { Impact } from '../../../../shared/http/continuity-events.ts';
import { useFormats, useText } from '../../../text/text-root.tsx';

export function ImpactBar({ counts }: Pick<Impact, 'counts'>) {
  const t = useText();
  const formats = useFormats();
  const { participants, nonParticipants, devices, people } = counts;
  const total = participants + nonParticipants;
  const number = (value: number): string => formats.number(value);
  const share = total === 0 ? 0 : participants / total;
  return (
    <div className="impact-bar">
      <p className="impact-bar__words" role="status">
        <strong>{number(participants)}</strong>{' '}
        <span>{t('console.preview.of', { number: number(total) })}</span>
      </p>
      <p className="impact-bar__facts figures">
        {t('console.preview.facts', {
          devices: t('console.preview.devices', { count: devices, number: number(devices) }),
          people: t('console.preview.people', { count: people, number: number(people) }),
        })}
      </p>
      <div
        className="impact-bar__track"
        role="img"
        aria-label={t('console.preview.bar', {
          number: number(participants),
          others: number(nonParticipants),
        })}
      >
        {participants > 0 && <div className="impact-bar__take" style={{ flexGrow: share }} />}
        {nonParticipants > 0 && <div className="impact-bar__not" style={{ flexGrow: 1 - share }} />}
      </div>
      <div className="impact-bar__legend" aria-hidden>
        <span>{t('console.preview.takePart')}</span>
        <span>{t('console.preview.willNot')}</span>
      </div>
    </div>
  );
}
