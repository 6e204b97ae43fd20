/** How far an event has come, in numbers: before it starts, who will take part; afterwards, what happened. */
import { impactSchema, type EventView } from '../../../../shared/http/continuity-events.ts';
import { progressPageSchema, type ProgressCounts } from '../../../../shared/http/event-progress.ts';
import { useFormats, useText } from '../../../text/text-root.tsx';
import { MessageBar } from '../../../ui/message-bar.tsx';
import { ImpactPeople } from '../impact/impact-panel.tsx';
import { valueOf } from '../../query/reading.ts';
import { useResource } from '../../query/use-resource.ts';
import { eventPath } from '../event-words.ts';
import { ProgressRing } from '../progress-ring.tsx';
import { useWarningWords } from '../warning-words.ts';

export function EventSummary({ event }: { readonly event: EventView }) {
  return (
    <section className="event-summary">
      {event.status === 'pending' ? <Ahead event={event} /> : <SoFar event={event} />}
      {event.status !== 'expired' && <EventWarnings event={event} />}
    </section>
  );
}

const impactPath = ({ id }: EventView): string => `${eventPath(id)}/impact?lists=false`;

function Ahead({ event }: { readonly event: EventView }) {
  const t = useText();
  const impact = valueOf(useResource(impactPath(event), impactSchema));
  if (impact === null) return <p role="status">{t('console.event.reading')}</p>;
  return (
    <div className="event-summary__ahead impact">
      <h2 className="section-title">{t('console.preview.title')}</h2>
      <ImpactPeople impact={impact} groupId={event.affectedGroupId} outlook={event.outlookContinuity} />
    </div>
  );
}

function EventWarnings({ event }: { readonly event: EventView }) {
  const words = useWarningWords();
  const warnings = valueOf(useResource(impactPath(event), impactSchema))?.warnings ?? [];
  return warnings.map((warning) => (
    <MessageBar key={warning.code} tone="warn">
      {words(warning)}
    </MessageBar>
  ));
}

function SoFar({ event }: { readonly event: EventView }) {
  const t = useText();
  const counts = valueOf(useResource(`${eventPath(event.id)}/progress?limit=1`, progressPageSchema))?.counts;
  if (counts === undefined) return <p role="status">{t('console.event.reading')}</p>;
  return (
    <div className="event-summary__row">
      <ProgressRing counts={counts} />
      <Numbers counts={counts} over={event.status === 'expired'} />
    </div>
  );
}

function Numbers({ counts, over }: { readonly counts: ProgressCounts; readonly over: boolean }) {
  const t = useText();
  const formats = useFormats();
  const rows = [
    ['participants', counts.participants],
    ['delivered', counts.delivered],
    [over ? 'wasInDr' : 'inDr', counts.inDr],
    ['shown', counts.shown],
    [over ? 'wasNotReached' : 'notReachable', counts.notReachable],
    [over ? 'couldNot' : 'cannot', counts.cannot],
  ] as const;
  return (
    <dl className="event-summary__numbers figures">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`console.event.numbers.${name}`)}</dt>
          <dd>{formats.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
