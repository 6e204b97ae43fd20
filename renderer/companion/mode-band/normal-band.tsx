/** Normal: a quiet room. One sentence, one tick, and at the end whether this device is ready. */
import type { TFunction } from 'i18next';
import { toMs } from '../../../shared/domain/instant.ts';
import { QuietBand } from '../../ui/band.tsx';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCompanion } from '../state/companion-context.tsx';
import type { Readiness } from '../status/checklist.ts';
import type { BandOf } from './choose-band.ts';

interface NormalBandProps {
  readonly band: BandOf<'normal'>;
  readonly nowMs: number;
  readonly readiness: Readiness;
}

export function NormalBand({ band, nowMs, readiness }: NormalBandProps) {
  const t = useText();
  const formats = useFormats();
  const words = wordsOf(band, t, (atMs) => formats.dayTime(atMs, nowMs));
  if (band.leftOut !== null) {
    return (
      <QuietBand
        label={t('band.label')}
        icon="warning"
        tone="look"
        words={t('band.leftOut', { reason: t(`status.reasons.${band.leftOut}`) })}
        note={readiness.kind === 'to-do' && <ToDoNote toDo={readiness.count} />}
      />
    );
  }
  return band.caveat === null ? (
    <QuietBand
      label={t('band.label')}
      icon="tick"
      tone="fine"
      words={words}
      note={<ReadinessNote readiness={readiness} />}
    />
  ) : (
    <QuietBand
      label={t('band.label')}
      icon={band.caveat.kind === 'checking' ? 'retry' : 'link-lost'}
      tone={band.caveat.kind === 'checking' ? 'fine' : 'look'}
      words={words}
      note={caveatWords(band, t)}
    />
  );
}

/** Where nobody can say that mail runs normally, the band says when somebody last could. */
function wordsOf(
  { caveat, knownAt }: BandOf<'normal'>,
  t: TFunction,
  dayTime: (atMs: number) => string,
): string {
  if (caveat === null) return t('band.normal');
  if (knownAt === null) return t('band.normalUnheard');
  return t('band.normalUnknown', { time: dayTime(toMs(knownAt)) });
}

function caveatWords({ caveat, scheduled }: BandOf<'normal'>, t: TFunction): string {
  if (caveat?.kind === 'checking') return t('band.checking');
  return scheduled ? t('band.linkLostScheduled') : t('band.linkLost');
}

function ReadinessNote({ readiness }: { readonly readiness: Readiness }) {
  const t = useText();
  if (readiness.kind === 'to-do') return <ToDoNote toDo={readiness.count} />;
  return readiness.kind === 'ready' ? t('band.normalReady') : t('band.normalGettingReady');
}

function ToDoNote({ toDo }: { readonly toDo: number }) {
  const t = useText();
  const { views } = useCompanion();
  return (
    <button type="button" className="mode-band__to-do" onClick={() => views.setState({ place: 'status' })}>
      {t('band.normalToDo', { count: toDo })}
    </button>
  );
}
