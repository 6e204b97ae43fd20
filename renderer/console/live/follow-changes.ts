/** Follows the service's stream of changes; while there is none, what is shown is read again every few seconds. */
import { changeSchema, KEEP_ALIVE_MS, type Change } from '../../../shared/http/changes.ts';
import { backoffDelayMs } from '../../../shared/lib/backoff.ts';
import type { Stop } from '../../../shared/lib/emitter.ts';
import type { RestClient } from '../api/rest-client.ts';
import type { RestProblem } from '../api/rest-types.ts';
import type { Timers } from '../query/timers.ts';
import { createEventStreamParser } from './event-stream.ts';

export interface FollowOptions {
  readonly open: RestClient['open'];
  readonly timers: Timers;
  readonly chance: () => number;
  readonly changed: (change: Change) => void;
  /** Whatever may have changed unnoticed is to be read again. */
  readonly refresh: () => void;
  readonly told: (link: 'live' | 'polling') => void;
}

const POLL_MS = 5000;
/** A service without the stream may be replaced by one that has it. */
const WITHOUT_STREAM_RETRY_MS = 60_000;
const RETRY = { baseMs: 1000, factor: 2, capMs: 30_000 } as const;
/** Two keep-alives and a bit: then the connection is broken, though nobody said so. */
const SILENCE_MS = 2.5 * KEEP_ALIVE_MS;

export function followChanges(options: FollowOptions): Stop {
  const { timers, refresh, told } = options;
  const ended = new AbortController();
  let failures = 0;
  let stopRetry: Stop = () => {};
  let stopPolling: Stop | null = null;

  const poll = (): void => {
    stopPolling = timers.after(POLL_MS, () => {
      refresh();
      poll();
    });
  };

  const connect = (): void => void readStream(options, ended.signal, live).then(lost);

  const live = (): void => {
    stopPolling?.();
    stopPolling = null;
    if (failures > 0) refresh();
    failures = 0;
    told('live');
  };

  const lost = (problem: RestProblem | null): void => {
    if (ended.signal.aborted) return;
    told('polling');
    if (stopPolling === null) poll();
    const delayMs =
      problem?.kind === 'missing'
        ? WITHOUT_STREAM_RETRY_MS
        : RETRY.baseMs + backoffDelayMs(RETRY, failures, options.chance());
    failures += 1;
    stopRetry = timers.after(delayMs, connect);
  };

  poll();
  connect();
  return () => {
    ended.abort();
    stopRetry();
    stopPolling?.();
  };
}

/** Until it ends, breaks or falls silent; answers with why it did not begin, or null. */
async function readStream(
  { open, timers, changed }: FollowOptions,
  ended: AbortSignal,
  live: () => void,
): Promise<RestProblem | null> {
  const silent = new AbortController();
  const answer = await open('/changes', AbortSignal.any([ended, silent.signal]));
  if (!answer.ok) return answer.problem;
  const reader = answer.value.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return null;
  live();
  const parse = createEventStreamParser((data) => {
    const change = changeOf(data);
    if (change !== null) changed(change);
  });
  let stopWatch: Stop = () => {};
  try {
    for (;;) {
      stopWatch = timers.after(SILENCE_MS, () => silent.abort());
      const part = await reader.read();
      stopWatch();
      if (part.done) return null;
      parse(part.value);
    }
  } catch (error) {
    // However a stream breaks, it is over: what matters is to begin anew.
    if (error instanceof Error || error instanceof DOMException) return null;
    throw error;
  } finally {
    stopWatch();
  }
}

/** null: of a kind that a newer service has. */
function changeOf(data: string): Change | null {
  try {
    return changeSchema.safeParse(JSON.parse(data)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
