/** Damages copies of a state folder, one bit at a time, and uses what is left; dies only if the adapters let it. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useDamagedState } from './use-damaged-state.ts';

export interface DamageSummary {
  readonly runs: number;
  /** Opening was refused with an error that names the reason. */
  readonly refused: number;
  /** Something was missing afterwards, and nothing was wrong. */
  readonly lost: number;
}

const [pristine = '', mails = '0', seed = '1', count = '1'] = process.argv.slice(2);
let random = Number(seed);
const summary = { runs: 0, refused: 0, lost: 0 };
for (let run = 0; run < Number(count); run += 1) {
  const folder = mkdtempSync(join(tmpdir(), 'continuity-damage-'));
  try {
    cpSync(pristine, folder, { recursive: true });
    const place = flipOneBit(folder);
    // Said before it is tried, so that a process that dies has named the bit.
    process.stdout.write(`${JSON.stringify({ run, place })}\n`);
    const use = await useDamagedState(folder, Number(mails));
    if ('refused' in use) summary.refused += 1;
    else summary.lost += use.lost;
    summary.runs += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.stdout.write(`${JSON.stringify(summary)}\n`);

/** xorshift: the same bits for the same seed. */
function nextRandom(below: number): number {
  random ^= random << 13;
  random ^= random >>> 17;
  random ^= random << 5;
  return (random >>> 0) % below;
}

function flipOneBit(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const stats = statSync(join(folder, name));
    return stats.isFile() && stats.size > 0;
  });
  const name = files.sort()[nextRandom(files.length)] ?? '';
  const bytes = readFileSync(join(folder, name));
  const bit = nextRandom(bytes.length * 8);
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  writeFileSync(join(folder, name), bytes);
  return `${name} bit ${bit}`;
}
