/** The log, as the parts of the service want it. */
import type { Logger } from 'pino';
import type { ChannelLog } from './channel/ports.ts';
import { createFailureLog } from './failure-log.ts';

export function failureLog(log: Logger): (error: unknown) => void {
  return createFailureLog(log, () => performance.now());
}

export function channelLog(log: Logger): ChannelLog {
  return {
    write: (level, message, fields = {}) => {
      log[level](fields, message);
    },
  };
}
