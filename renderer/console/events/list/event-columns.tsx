/** The columns of the table of events. */
import { useMemo } from 'react';
import { impactSchema, type EventView } from '../../../../shared/http/continuity-events.ts';
import { useFormats, useText } from '../../../text/text-root.tsx';
import type { Column } from '../../../ui/table/table-types.ts';
import { valueOf } from '../../query/reading.ts';
import { useResource } from '../../query/use-resource.ts';
import { Sign } from '../../sign.tsx';
import { eventPath, useGroupName, useLengthWords, useStandingWords } from '../event-words.ts';
import { StatusPill } from '../status-pill.tsx';
import { useWarningWords } from '../warning-words.ts';

export function useEventColumns(nowMs: number): readonly Column<EventView>[] {
  const t = useText();
  return useMemo(() => {
    const title = (name: 'status' | 'starts' | 'description' | 'group' | 'lasts' | 'impact' | 'warnings') =>
      t(`console.events.columns.${name}`);
    return [
      {
        id: 'description',
        title: title('description'),
        cell: ({ description }) => <bdi>{description}</bdi>,
        minRem: 11,
        grow: 3,
        sort: 'description',
      },
      {
        id: 'status',
        title: title('status'),
        cell: ({ status, recovering }) => <StatusPill status={recovering ? 'recovering' : status} />,
        minRem: 8,
      },
      {
        id: 'starts',
        title: title('starts'),
        cell: (event) => <Starts event={event} nowMs={nowMs} />,
        minRem: 11,
        grow: 2,
        sort: 'start',
      },
      { id: 'group', title: title('group'), cell: (event) => <GroupName event={event} />, minRem: 8 },
      {
        id: 'lasts',
        title: title('lasts'),
        cell: (event) => <Lasts event={event} />,
        minRem: 6,
        sort: 'end',
      },
      { id: 'impact', title: title('impact'), cell: (event) => <ImpactWords event={event} />, minRem: 8 },
      {
        id: 'warnings',
        title: title('warnings'),
        cell: (event) => <Warnings event={event} />,
        minRem: 9,
        grow: 2,
      },
    ];
  }, [t, nowMs]);
}

interface OfEvent {
  readonly event: EventView;
}

function Starts({ event, nowMs }: OfEvent & { readonly nowMs: number }) {
  const formats = useFormats();
  const standing = useStandingWords();
  const atMs = Date.parse(event.start);
  return (
    <span className="figures">
      {formats.dateTime(atMs, nowMs)} {formats.zoneName(atMs)}
      <small>{standing(event, nowMs)}</small>
    </span>
  );
}

function GroupName({ event }: OfEvent) {
  return <bdi>{useGroupName(event.affectedGroupId)}</bdi>;
}

function Lasts({ event }: OfEvent) {
  return <span className="figures">{useLengthWords()(event)}</span>;
}

/** Of what is still to come; null for an Expired event and while it is not known. */
function useImpactOf({ id, status }: EventView) {
  const path = status === 'expired' ? null : `${eventPath(id)}/impact?lists=false`;
  return valueOf(useResource(path, impactSchema));
}

function ImpactWords({ event }: OfEvent) {
  const t = useText();
  const formats = useFormats();
  const impact = useImpactOf(event);
  if (impact === null) return null;
  const { participants, nonParticipants } = impact.counts;
  return (
    <span className="figures">
      {t('console.events.impact', { count: participants, others: formats.number(nonParticipants) })}
    </span>
  );
}

function Warnings({ event }: OfEvent) {
  const t = useText();
  const words = useWarningWords();
  const impact = useImpactOf(event);
  if (impact === null) return null;
  const [warning, ...more] = impact.warnings;
  if (warning === undefined) {
    return (
      <Sign icon="tick" tone="ok">
        {t('console.events.nothingToDo')}
      </Sign>
    );
  }
  return (
    <Sign icon="warning" tone="warn">
      <span className={more.length > 0 ? 'event-warning event-warning--one' : 'event-warning'}>
        {words(warning)}
      </span>
      {more.length > 0 && <small>{t('console.events.more', { count: more.length })}</small>}
    </Sign>
  );
}
