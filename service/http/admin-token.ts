/** The administrator token: as given, else made at the first start and kept where only this user may read. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Chance } from '../storage/chance.ts';

const FILE = 'admin-token';
const PRIVATE_FILE_MODE = 0o600;
const TOKEN_BYTES = 32;

export function openAdminToken(dataFolder: string, given: string | null, chance: Chance): string {
  if (given !== null) return given;
  const file = path.join(dataFolder, FILE);
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim();
    if (kept !== '') return kept;
  }
  const made = chance.token(TOKEN_BYTES);
  writeFileSync(file, `${made}\n`, { mode: PRIVATE_FILE_MODE });
  return made;
}
