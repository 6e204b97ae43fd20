/** A log that keeps what was written, for tests. */
import type { Log } from '../../electron/device/ports.ts';

export interface RecordingLog extends Log {
  readonly lines: { readonly level: string; readonly message: string; readonly fields: unknown }[];
}

export function recordingLog(): RecordingLog {
  const lines: RecordingLog['lines'] = [];
  return {
    lines,
    write: (level, message, fields) => void lines.push({ level, message, fields }),
  };
}
