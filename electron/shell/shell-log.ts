/** The app's log file, local only: what happened and what failed, never mail, keys, tokens or addresses (G38). */
import path from 'node:path';
// The variant for Node: the one for Electron's main process opens a channel for pages, past the guarded door.
import electronLog from 'electron-log/node.js';
import type { Log } from '../device/ports.ts';

const maxBytes = 1024 * 1024;

/** `logs/companion.log` in the app's folder; the one before it is kept as `.old`. */
export function createShellLog(userDataDir: string): Log {
  const logger = electronLog.create({ logId: 'companion' });
  logger.transports.file.resolvePathFn = () => path.join(userDataDir, 'logs', 'companion.log');
  logger.transports.file.maxSize = maxBytes;
  logger.transports.file.level = 'info';
  logger.transports.console.level = 'warn';
  return {
    write(level, message, fields = {}) {
      logger[level](message, fields);
    },
  };
}
