/** Damages copies of a state folder, one bit at a time, and uses what is left; dies only if the adapters let it. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileKeyBox } from '../../../../electron/adapters/secret-box/file-key.ts';
import { openState, type DeviceState } from '../../../../electron/adapters/state/open-state.ts';
import { statePaths } from '../../../../electron/adapters/state/state-paths.ts';
import { StoreError } from '../../../../electron/device/ports.ts';
import { batchOf, cachedMail, rawOf } from '../cached-mail.ts';

const REFUSALS = new Set(['KeyRingDamagedError', 'SecretBoxError', 'NewerSchemaError', 'StoreError']);

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
    await useIt(folder);
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

async function useIt(folder: string): Promise<void> {
  let state: DeviceState;
  try {
    const box = fileKeyBox(statePaths(folder).keyFile);
    state = await openState({ folder, box, log: { write: () => undefined } });
  } catch (cause) {
    if (!(cause instanceof Error) || !REFUSALS.has(cause.name)) throw cause;
    summary.refused += 1;
    return;
  }
  try {
    await checkRecords(state);
    // Damage is met once and then gone: the second pass finds a store that works.
    await checkMail(state).catch(onlyStoreErrors);
    await checkMail(state);
    await state.mail.put(batchOf([5000]));
    if ((await state.mail.search('5000', 1))[0]?.id !== 'M5000') throw new Error('a new mail is not found');
  } finally {
    await state.close();
  }
}

function onlyStoreErrors(cause: unknown): void {
  if (!(cause instanceof StoreError)) throw cause;
}

async function checkRecords({ records }: DeviceState): Promise<void> {
  const found = await records.read('outbox');
  for (const [id, value] of found) {
    if (JSON.stringify(value) !== JSON.stringify({ text: `record ${id}` }))
      throw new Error(`record ${id} is wrong`);
  }
  if (found.size < Number(mails)) summary.lost += 1;
  await records.write([{ kind: 'receipt', id: 'after', value: 1 }]);
}

/** Whatever is listed, found or opened is as it was stored; flags are not sealed, and may differ. */
async function checkMail({ mail }: DeviceState): Promise<void> {
  const { rows } = await mail.list({ mailbox: 'inbox', unreadOnly: false, offset: 0, limit: 100 });
  for (const { id, subject, receivedAt } of [...rows, ...(await mail.search('subject', 100))]) {
    const number = Number(id.slice(1));
    const expected = cachedMail(number);
    if (subject !== expected.subject || receivedAt !== expected.receivedAt)
      throw new Error(`row ${id} is wrong`);
    const raw = await mail.raw(id);
    if (raw !== null && !Buffer.from(raw).equals(rawOf(number))) throw new Error(`mail ${id} is wrong`);
  }
  await mail.counts();
  await mail.idsBefore(cachedMail(10).receivedAt);
  if ((await mail.ids()).size < Number(mails)) summary.lost += 1;
}
