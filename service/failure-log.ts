/** Writes failures to the log: each kind at most once in ten seconds, with how many there were, so that nobody fills a disk by causing them. */
import type { Logger } from 'pino';

const QUIET_MS = 10_000;
/** More kinds at a time than a service fails in; beyond them all are one. */
const MAX_KINDS = 100;

interface Quiet {
  readonly untilMs: number;
  more: number;
}

export function createFailureLog(
  log: Pick<Logger, 'error'>,
  monotonicMs: () => number,
): (error: unknown) => void {
  const quiet = new Map<string, Quiet>();
  return (error) => {
    const nowMs = monotonicMs();
    const name = error instanceof Error ? `${error.name} ${error.message}` : String(error);
    const kind = quiet.has(name) || quiet.size < MAX_KINDS ? name : 'others';
    const before = quiet.get(kind);
    if (before !== undefined && nowMs < before.untilMs) {
      before.more += 1;
      return;
    }
    for (const [other, { untilMs }] of quiet) if (nowMs >= untilMs) quiet.delete(other);
    quiet.set(kind, { untilMs: nowMs + QUIET_MS, more: 0 });
    const more = before === undefined || before.more === 0 ? {} : { more: before.more };
    log.error({ err: error, ...more }, 'a task in the background failed');
  };
}
