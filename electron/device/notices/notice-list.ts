/** Notices as they are made and kept: words of the administrator cut to their limit, and not more notices than a person reads. */
import { fromMs } from '../../../shared/domain/instant.ts';
import { TEXT_LIMITS, UNITS_PER_CHARACTER } from '../../../shared/domain/limits.ts';
import type { Notice } from '../../../shared/domain/notice.ts';
import type { Call } from './decide.ts';

/** Older ones leave when there are more. */
export const MAX_NOTICES = 200;
/** The service refuses longer ones; a notice must not depend on that (G19). */
const MAX_TEXT_UNITS = TEXT_LIMITS.startMessage * UNITS_PER_CHARACTER;

export function noticeOf(call: Call, atMs: number): Notice {
  const { id, kind, event, text, reasons, repeated } = call;
  const at = fromMs(atMs);
  return {
    id,
    kind,
    eventId: event.id,
    description: event.description,
    text: text.slice(0, MAX_TEXT_UNITS),
    reasons: [...reasons],
    at,
    start: event.start,
    end: event.end,
    repeated,
    shownAt: kind === 'missed' ? at : null,
    dismissedAt: null,
  };
}

/** The newest, and every one that still has to be shown; in the order in which they were decided. */
export function bounded(notices: ReadonlyMap<string, Notice>): ReadonlyMap<string, Notice> {
  const surplus = notices.size - MAX_NOTICES;
  if (surplus <= 0) return notices;
  const oldest = [...notices.values()].filter((notice) => notice.shownAt !== null).slice(0, surplus);
  const leaving = new Set(oldest.map((notice) => notice.id));
  return new Map([...notices].filter(([id]) => !leaving.has(id)));
}
