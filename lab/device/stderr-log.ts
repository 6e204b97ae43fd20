/** What a device notes for itself, on standard error: warnings and errors always, the rest when asked for. */
import process from 'node:process';
import type { Log } from '../../electron/device/ports.ts';

export function stderrLog(isVerbose: boolean): Log {
  return {
    write(level, message, fields = {}) {
      if (level === 'info' && !isVerbose) return;
      const details = Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields)}`;
      process.stderr.write(`${level}: ${message}${details}\n`);
    },
  };
}
