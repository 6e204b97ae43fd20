/** A bit of the state folder flips: nothing wrong is ever shown, and the process lives on (G39, bad-inputs "bitflip"). */
import { describe, expect, test } from 'vitest';
import { batchOf } from '../cached-mail.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { runChild } from './child-process.ts';
import type { DamageSummary } from './damage-child.ts';
import { openFileState } from './open-temporary-state.ts';

const MAILS = 40;
/** The whole thousand takes a minute: `CONTINUITY_BIT_FLIPS=1000`. */
const FLIPS = Number(process.env['CONTINUITY_BIT_FLIPS'] ?? 40);
const SEED = Number(process.env['CONTINUITY_BIT_FLIP_SEED'] ?? 20_261_123);
const TIMEOUT_MS = 1_200_000;

async function pristine(): Promise<string> {
  const folder = temporaryFolder();
  const state = await openFileState(folder);
  const numbers = Array.from({ length: MAILS }, (_value, number) => number);
  await state.mail.put(batchOf(numbers));
  await state.mail.setSyncState('synced');
  await state.records.write(
    numbers.map((number) => ({ kind: 'outbox', id: `o${number}`, value: { text: `record o${number}` } })),
  );
  await state.close();
  return folder;
}

describe('bit flips', () => {
  test(`${FLIPS} of them, seed ${SEED}`, { timeout: TIMEOUT_MS }, async () => {
    const folder = await pristine();
    const child = runChild('test/electron/adapters/state/damage-child.ts', [
      folder,
      String(MAILS),
      String(SEED),
      String(FLIPS),
    ]);
    let last = '';
    for await (const line of child.lines) last = line;
    expect([await child.ended, last]).toEqual([0, expect.stringContaining('"runs"')]);
    const summary = JSON.parse(last) as DamageSummary;
    expect(summary.runs).toBe(FLIPS);
    // Nothing at all lost would mean that the bits did not hit anything.
    expect(summary.lost + summary.refused).toBeGreaterThan(FLIPS / 10);
  });
});
