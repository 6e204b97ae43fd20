/** Counts commands and refusals of every session: smtp-server tells them to its logger, which is this. */
import type { SessionWatch } from './session-watch.ts';

interface LogEntry {
  readonly tnx?: string;
  readonly cid?: string;
}

/** Named as smtp-server calls them; nothing is written anywhere, as commands hold people's addresses. */
export interface ReplyWatch {
  readonly debug: (entry: LogEntry, message: string, payload?: string) => void;
  readonly trace: () => void;
  readonly info: () => void;
  readonly warn: () => void;
  readonly error: () => void;
  readonly fatal: () => void;
  readonly level: () => void;
}

export function replyWatch(watch: SessionWatch, hangUp: (sessionId: string) => void): ReplyWatch {
  const silent = (): void => undefined;
  return {
    debug: ({ tnx, cid }, _message, payload = '') => {
      if (cid === undefined) return;
      const over =
        (tnx === 'command' && watch.command(cid)) ||
        (tnx === 'send' && watch.reply(cid, Number(payload.slice(0, 3))));
      if (over) hangUp(cid);
    },
    trace: silent,
    info: silent,
    warn: silent,
    error: silent,
    fatal: silent,
    level: silent,
  };
}
