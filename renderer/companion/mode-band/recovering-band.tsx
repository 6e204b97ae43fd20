/** Recovering: the sentence holds the number, the bar only draws it. */
import { toMs } from '../../../shared/domain/instant.ts';
import { TallBand } from '../../ui/band.tsx';
import { ProgressTrack } from '../../ui/progress-track.tsx';
import { useFormats, useText } from '../../text/text-root.tsx';
import type { BandOf } from './choose-band.ts';

interface RecoveringBandProps {
  readonly band: BandOf<'recovering'>;
  readonly nowMs: number;
}

export function RecoveringBand({ band, nowMs }: RecoveringBandProps) {
  const t = useText();
  const formats = useFormats();
  const { main, recovery } = band;
  const { delivered, total } = recovery;
  const held = total > 0;
  const counts = { delivered: formats.number(delivered), total: formats.number(total), count: total };
  const endedMs = main.end === null ? nowMs : toMs(main.end);
  return (
    <TallBand
      tone="recovering"
      label={t('band.label')}
      icon="tick"
      eyebrow={t('band.recovering.eyebrow', {
        description: main.description,
        time: formats.dayTimeZone(endedMs, nowMs),
      })}
      heading={held ? t('band.recovering.progress', counts) : t('band.recovering.back')}
      message={<p>{held ? t('band.recovering.text') : t('band.recovering.textPlain')}</p>}
      side={
        held && (
          <div className="mode-band__progress figures">
            <ProgressTrack label={t('band.recovering.bar')} done={delivered} total={total} />
            <p>
              <span>
                <b>{counts.delivered}</b> {t('band.recovering.delivered')}
              </span>
              <span>
                {t('band.recovering.toGo', { left: formats.number(Math.max(0, total - delivered)) })}
              </span>
            </p>
          </div>
        )
      }
    />
  );
}
