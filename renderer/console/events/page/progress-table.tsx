/** Every device of an event with how far it has come and why not further, as many as there are; filtered by the address. */
import { useMemo } from 'react';
import type { EventView } from '../../../../shared/http/continuity-events.ts';
import {
  PROGRESS_STATES,
  progressItemSchema,
  progressPageSchema,
  type ProgressCounts,
  type ProgressItem,
  type ProgressState,
} from '../../../../shared/http/event-progress.ts';
import { useFormats, useText } from '../../../text/text-root.tsx';
import { ChoiceChips, type Choice } from '../../../ui/choice-chips.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DataTable } from '../../../ui/table/data-table.tsx';
import type { Column } from '../../../ui/table/table-types.ts';
import { ProblemNotice } from '../../frame/problem-notice.tsx';
import { valueOf } from '../../query/reading.ts';
import { usePages } from '../../query/use-pages.ts';
import { useResource } from '../../query/use-resource.ts';
import { changeQuery, usePlace } from '../../router/navigation.ts';
import { addressOf } from '../../router/routes.ts';
import { listPath } from '../../router/table-query.ts';
import { Sign } from '../../sign.tsx';
import { eventPath } from '../event-words.ts';

interface ProgressTableProps {
  readonly event: EventView;
  readonly nowMs: number;
}

export function ProgressTable({ event, nowMs }: ProgressTableProps) {
  const t = useText();
  const asked = usePlace().query['state'];
  const state = PROGRESS_STATES.find((one) => one === asked);
  const list = `${eventPath(event.id)}/progress`;
  const counts = valueOf(useResource(`${list}?limit=1`, progressPageSchema))?.counts;
  const pages = usePages(listPath(list, { state: state ?? '' }), progressItemSchema);
  return (
    <section className="progress-list" aria-labelledby="event-devices">
      <h2 id="event-devices" className="section-title">
        {t('console.event.progress.title')}
      </h2>
      {counts !== undefined && <StateChips counts={counts} state={state} />}
      <ProblemNotice problem={pages.problem} />
      <DataTable
        label={t('console.event.progress.label')}
        columns={useProgressColumns(event, nowMs)}
        rows={pages.rows}
        total={pages.total}
        rowKey={({ userId, deviceId }) => `${userId} ${deviceId ?? ''}`}
        hrefOf={({ userId, deviceId }) =>
          addressOf(deviceId === null ? { route: 'person', id: userId } : { route: 'device', id: deviceId })
        }
        reach={pages.reach}
        busy={pages.step === 'changing'}
        empty={
          pages.step === 'loading' ? (
            <p role="status">{t('console.event.reading')}</p>
          ) : (
            <EmptyState
              icon="laptop"
              title={t(`console.event.progress.${state === undefined ? 'empty' : 'none'}`)}
            />
          )
        }
      />
    </section>
  );
}

interface StateChipsProps {
  readonly counts: ProgressCounts;
  readonly state: ProgressState | undefined;
}

/** Each device is in one state: the counts are made of those, not the cumulative ones. */
function StateChips({ counts, state }: StateChipsProps) {
  const t = useText();
  const formats = useFormats();
  const { participants, delivered, inDr, shown, notReachable, cannot } = counts;
  const exact: Readonly<Record<ProgressState, number>> = {
    delivered: delivered - inDr,
    'in-dr': inDr - shown,
    shown,
    'not-reachable': notReachable,
    cannot,
  };
  const all = t('console.event.progress.all', { number: formats.number(participants + cannot) });
  const choices: readonly Choice<string>[] = PROGRESS_STATES.map((one) => ({
    value: one,
    label: t(`console.event.progress.filters.${one}`, { number: formats.number(exact[one]) }),
  }));
  return (
    <ChoiceChips
      label={t('console.event.progress.filter')}
      choices={[{ value: '', label: all }, ...choices]}
      value={state ?? ''}
      onChoose={(wanted) => changeQuery({ state: wanted })}
    />
  );
}

const SIGNS = {
  delivered: { icon: 'sent', tone: 'quiet' },
  'in-dr': { icon: 'life-ring', tone: 'dr' },
  shown: { icon: 'bell', tone: 'dr' },
  'not-reachable': { icon: 'link-lost', tone: 'quiet' },
  cannot: { icon: 'cannot', tone: 'bad' },
} as const;

const WORDS_AT = { pending: 'ahead', current: 'states', expired: 'past' } as const;

function useProgressColumns({ status }: EventView, nowMs: number): readonly Column<ProgressItem>[] {
  const t = useText();
  const formats = useFormats();
  return useMemo(
    () => [
      {
        id: 'person',
        title: t('console.event.progress.person'),
        minRem: 12,
        grow: 2,
        cell: ({ displayName, email, deviceName }) => (
          <>
            <bdi>{displayName}</bdi>
            <small>{deviceName ?? email}</small>
          </>
        ),
      },
      {
        id: 'state',
        title: t('console.event.progress.state'),
        minRem: 9,
        cell: ({ state }) => (
          <Sign {...SIGNS[state]}>{t(`console.event.progress.${WORDS_AT[status]}.${state}`)}</Sign>
        ),
      },
      {
        id: 'why',
        title: t('console.event.progress.why'),
        minRem: 12,
        grow: 2,
        cell: ({ reasons, shownAt }) => (
          <>
            {reasons.map((reason) => t(`console.preview.reasons.${reason}`)).join(', ')}
            {shownAt !== null && (
              <small>
                {t('console.event.progress.shownAt', { time: formats.dayTime(Date.parse(shownAt), nowMs) })}
              </small>
            )}
          </>
        ),
      },
    ],
    [t, formats, status, nowMs],
  );
}
