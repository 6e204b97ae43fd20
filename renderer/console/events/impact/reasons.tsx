/** Why devices and people will not take part, reason by reason, in the order of the rules. */
import { PARTICIPATION_REASONS, type ParticipationReason } from '../../../../shared/domain/participation.ts';
import type { Impact } from '../../../../shared/http/continuity-events.ts';
import { useFormats, useText } from '../../../text/text-root.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';

export const REASON_ICONS: Readonly<Record<ParticipationReason, IconName>> = {
  'event-not-current': 'clock',
  'outlook-continuity-off': 'cannot',
  'not-in-affected-group': 'people',
  'no-disaster-recovery-permission': 'shield',
  'no-registered-device': 'laptop',
  'device-revoked': 'lock',
  'signed-out': 'sign-out',
  'cached-mode-off': 'memory',
};

interface ReasonsProps extends Pick<Impact, 'counts'> {
  readonly onOpen: (reason: ParticipationReason) => void;
}

export function Reasons({ counts, onOpen }: ReasonsProps) {
  const t = useText();
  const formats = useFormats();
  const present = PARTICIPATION_REASONS.flatMap((reason) => {
    const count = counts.reasons[reason] ?? 0;
    return count === 0 ? [] : [{ reason, count }];
  });
  if (present.length === 0) return null;
  const sum = present.reduce((all, { count }) => all + count, 0);
  return (
    <div className="reasons">
      <h3>{t('console.preview.whyNot', { number: formats.number(counts.nonParticipants) })}</h3>
      <ul>
        {present.map(({ reason, count }) => (
          <li key={reason}>
            <button
              type="button"
              aria-haspopup="dialog"
              aria-label={`${t('console.preview.showWho', { reason: t(`console.preview.reasons.${reason}`) })}, ${count}`}
              // Nobody is listed by what time alone decides.
              disabled={reason === 'event-not-current'}
              onClick={() => onOpen(reason)}
            >
              <Icon name={REASON_ICONS[reason]} size={16} />
              <span>
                <strong>{t(`console.preview.reasons.${reason}`)}</strong>
                <small>{t(`console.preview.reasonHelp.${reason}`)}</small>
              </span>
              <b className="figures">{formats.number(count)}</b>
            </button>
          </li>
        ))}
      </ul>
      {sum > counts.nonParticipants && <p className="reasons__note">{t('console.preview.several')}</p>}
    </div>
  );
}
