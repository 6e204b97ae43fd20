/** The last and the next thirty days across all events, a row for each affected group. */
import { useMemo, type CSSProperties } from 'react';
import { eventPageSchema, type EventView } from '../../../../shared/http/continuity-events.ts';
import { useFormats, useText } from '../../../text/text-root.tsx';
import { valueOf } from '../../query/reading.ts';
import { useResource } from '../../query/use-resource.ts';
import { addressOf } from '../../router/routes.ts';
import { useGroupName, useLengthWords, useSpanWords } from '../event-words.ts';
import {
  daysAround,
  daysPath,
  daysRows,
  shareOf,
  weekMarks,
  type DaysBar,
  type DaysRow,
  type DaysSpan,
} from './days-layout.ts';
import './sixty-days.css';

/** More rows than a glance takes in; the table has them all. */
const MOST_ROWS = 10;
/** Of the width of the drawing, a letter of a label, and what stands around it: estimated, for nothing is measured. */
const LETTER_SHARE = 0.0075;
const AROUND_SHARE = 0.02;

export function SixtyDays({ nowMs }: { readonly nowMs: number }) {
  const t = useText();
  const { fromMs, toMs } = daysAround(nowMs);
  const span = useMemo(() => ({ fromMs, toMs }), [fromMs, toMs]);
  const events = valueOf(useResource(daysPath(span), eventPageSchema));
  const words = useBarWords();
  if (events === null) return null;
  const rows = daysRows(events.items, span, (event) => words(event).length * LETTER_SHARE + AROUND_SHARE);
  const more = rows.length - MOST_ROWS;
  return (
    <section className="days" aria-labelledby="sixty-days">
      <div className="days__head">
        <h2 id="sixty-days" className="section-title">
          {t('console.events.days.title')}
        </h2>
        {rows.length > 0 && <Legend />}
      </div>
      {rows.length === 0 ? (
        <p className="quiet">{t('console.events.days.empty')}</p>
      ) : (
        <div className="days__frame quiet-scroll">
          <div className="days__grid">
            <Weeks span={span} nowMs={nowMs} />
            {rows.slice(0, MOST_ROWS).map((row) => (
              <Row key={row.groupId} row={row} />
            ))}
          </div>
        </div>
      )}
      {more > 0 && <p className="quiet">{t('console.events.days.more', { count: more })}</p>}
    </section>
  );
}

function Legend() {
  const t = useText();
  return (
    <ul className="days__legend" aria-hidden>
      {(['expired', 'current', 'pending'] as const).map((status) => (
        <li key={status}>
          <span className={`days__swatch days__bar--${status}`} />
          {t(`console.events.statuses.${status}`)}
        </li>
      ))}
    </ul>
  );
}

function Weeks({ span, nowMs }: { readonly span: DaysSpan; readonly nowMs: number }) {
  const t = useText();
  const formats = useFormats();
  const now = shareOf(nowMs, span);
  const { mondays, weekends } = useMemo(() => weekMarks(span), [span]);
  return (
    <div className="days__weeks" aria-hidden>
      {weekends.map(({ atMs, share, length }) => (
        <span key={atMs} className="days__weekend" style={{ ...at(share), inlineSize: percent(length) }} />
      ))}
      {mondays.map(({ atMs, share }) => (
        <span key={atMs} className="days__monday" style={at(share)}>
          {(share > now + NOW_SHARE || share < now - MONDAY_SHARE) && formats.shortDate(atMs)}
        </span>
      ))}
      <span className="days__now" style={at(now)}>
        <b>{t('console.events.days.now')}</b>
      </span>
    </div>
  );
}

/** Where "Now" stands there is no room for a Monday's date. */
const NOW_SHARE = 0.03;
const MONDAY_SHARE = 0.08;

function Row({ row: { groupId, lanes, bars } }: { readonly row: DaysRow }) {
  const groupName = useGroupName(groupId);
  return (
    <div className="days__row">
      <h3 dir="auto">{groupName}</h3>
      <ul className="days__track" style={{ blockSize: `${lanes * 1.75 + 0.5}rem` }}>
        {bars.map((bar) => (
          <Bar key={bar.event.id} bar={bar} groupName={groupName} />
        ))}
      </ul>
    </div>
  );
}

function Bar({ bar, groupName }: { readonly bar: DaysBar; readonly groupName: string }) {
  const t = useText();
  const span = useSpanWords();
  const words = useBarWords();
  const { event, start, length, lane, wordsBefore } = bar;
  const label = t('console.events.days.barLabel', {
    description: event.description,
    group: groupName,
    status: t(`console.events.statuses.${event.status}`),
    span: span(event, Date.parse(event.start)),
  });
  return (
    <li
      className="days__place"
      style={{ ...at(start), inlineSize: percent(length), insetBlockStart: `${lane * 1.75 + 0.25}rem` }}
    >
      <a
        href={addressOf({ route: 'event', id: event.id })}
        className={`days__link${wordsBefore ? ' days__link--before' : ''}`}
        aria-label={label}
        title={label}
      >
        <span className={`days__bar days__bar--${event.status}`} />
        <span className="days__words">{words(event)}</span>
      </a>
    </li>
  );
}

/** Cut to what a glance reads; with its length where it is over. */
function useBarWords(): (event: EventView) => string {
  const lengthWords = useLengthWords();
  return (event) => {
    const { description, status } = event;
    const short =
      description.length > LABEL_LETTERS ? `${description.slice(0, LABEL_LETTERS).trimEnd()}…` : description;
    return status === 'expired' ? `${short}, ${lengthWords(event)}` : short;
  };
}

const LABEL_LETTERS = 26;

function percent(share: number): string {
  return `${share * 100}%`;
}

function at(share: number): CSSProperties {
  return { insetInlineStart: percent(share) };
}
