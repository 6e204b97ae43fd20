/** The devices of an event as a ring: in DR, on the way or not reachable, and those that cannot. */
import type { ProgressCounts } from '../../../shared/http/event-progress.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Ring, type RingShare } from '../../ui/ring.tsx';

export function ProgressRing({ counts }: { readonly counts: ProgressCounts }) {
  const t = useText();
  const formats = useFormats();
  const { participants, delivered, inDr, notReachable, cannot } = counts;
  const total = participants + cannot;
  const shares: RingShare[] = [
    { value: inDr, tone: 'dr' },
    { value: delivered - inDr, tone: 'brand' },
    { value: notReachable, tone: 'gone' },
    { value: cannot, tone: 'bad' },
  ];
  return (
    <Ring
      label={t('console.events.ring', { inDr, count: total })}
      shares={shares}
      total={total}
      figure={formats.number(inDr)}
      caption={t('console.events.ringCaption', { count: total })}
    />
  );
}
