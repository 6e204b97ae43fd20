/** The log, as the parts of the service want it. */
import type { Logger } from 'pino';
import type { ChannelLog } from './channel/ports.ts';

export function failureLog(log: Logger): (error: unknown) => void {
  return (error) => {
    log.error({ err: error }, 'a task in the background failed');
  };
}

export function channelLog(log: Logger): ChannelLog {
  return {
    write: (level, message, fields = {}) => {
      log[level](fields, message);
    },
  };
}
