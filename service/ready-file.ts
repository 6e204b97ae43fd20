/** Tells whoever started the service where it listens: written whole or not at all (interfaces 1). */
import { renameSync, rmSync, writeFileSync } from 'node:fs';

export interface Ready {
  readonly pid: number;
  readonly httpUrl: string;
  readonly smtp: { readonly host: string; readonly port: number };
  readonly adminToken: string;
}

/** It holds the token. */
const PRIVATE_FILE_MODE = 0o600;

export function writeReadyFile(file: string, ready: Ready): void {
  const temporary = `${file}.${String(ready.pid)}.tmp`;
  rmSync(temporary, { force: true });
  // Made anew: what somebody else had put there would have the rights, or lead where, they chose.
  writeFileSync(temporary, `${JSON.stringify(ready)}\n`, { mode: PRIVATE_FILE_MODE, flag: 'wx' });
  renameSync(temporary, file);
}
