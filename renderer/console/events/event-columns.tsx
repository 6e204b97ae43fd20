/** The columns of the table of events. */
import { impactSchema, type EventView } from '../../../shared/http/continuity-events.ts';
import { useText } from '../../text/text-root.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { Sign } from '../sign.tsx';
import { useGroupName, useSpanWords } from './event-words.ts';

export function useEventColumns(nowMs: number): readonly Column<EventView>[] {
  const t = useText();
  const span = useSpanWords();
  return [
    {
      id: 'description',
      title: t('console.events.columns.description'),
      cell: ({ description }) => description,
      minRem: 11,
      grow: 2,
      sort: 'description',
    },
    {
      id: 'status',
      title: t('console.events.columns.status'),
      cell: ({ status }) => (
        <span className={`pill pill--${status}`}>{t(`console.events.statuses.${status}`)}</span>
      ),
      minRem: 6.5,
    },
    {
      id: 'when',
      title: t('console.events.columns.when'),
      cell: (event) => <span className="figures">{span(event, nowMs)}</span>,
      minRem: 12,
      grow: 2,
      sort: 'start',
    },
    {
      id: 'group',
      title: t('console.events.columns.group'),
      cell: ({ affectedGroupId }) => <GroupName id={affectedGroupId} />,
      minRem: 8,
    },
    {
      id: 'impact',
      title: t('console.events.columns.impact'),
      cell: (event) => <ImpactWords event={event} />,
      minRem: 9,
    },
    {
      id: 'warnings',
      title: t('console.events.columns.warnings'),
      cell: (event) => <Warnings event={event} />,
      minRem: 12,
      grow: 2,
    },
  ];
}

function GroupName({ id }: { readonly id: string }) {
  return useGroupName(id);
}

/** Of what is still to come; null for an Expired event and while it is not known. */
function useImpact({ id, status }: EventView) {
  const path = status === 'expired' ? null : `/events/${encodeURIComponent(id)}/impact?lists=false`;
  return valueOf(useResource(path, impactSchema));
}

function ImpactWords({ event }: { readonly event: EventView }) {
  const t = useText();
  const impact = useImpact(event);
  if (impact === null) return null;
  const { participants, nonParticipants } = impact.counts;
  return (
    <span className="figures">
      {t('console.events.impact', { count: participants, others: nonParticipants })}
    </span>
  );
}

function Warnings({ event }: { readonly event: EventView }) {
  const t = useText();
  const impact = useImpact(event);
  if (impact === null) return null;
  const [warning] = impact.warnings;
  return warning === undefined ? (
    <Sign icon="tick" tone="ok">
      {t('console.events.nothingToDo')}
    </Sign>
  ) : (
    <Sign icon="warning" tone="warn">
      {warning.message}
    </Sign>
  );
}
