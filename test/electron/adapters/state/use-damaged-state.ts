/** Uses a state folder that may be damaged: whatever is in it must be as it was stored, or gone, or refused in words (G39). */
import { fileKeyBox } from '../../../../electron/adapters/secret-box/file-key.ts';
import { openState, type DeviceState } from '../../../../electron/adapters/state/open-state.ts';
import { statePaths } from '../../../../electron/adapters/state/state-paths.ts';
import { StoreError } from '../../../../electron/device/ports.ts';
import { batchOf, cachedMail, rawOf } from '../cached-mail.ts';

const REFUSALS = new Set(['KeyRingDamagedError', 'SecretBoxError', 'NewerSchemaError', 'StoreError']);

/** `refused`: opening was, with an error that names the reason. `lost`: so many kinds of content were not complete. */
export type Use = { readonly refused: string } | { readonly lost: number };

/** A folder that held `outbox` records and mails of `cachedMail`, so many of each. Throws when something is wrong in it. */
export async function useDamagedState(folder: string, mails: number): Promise<Use> {
  let state: DeviceState;
  try {
    const box = fileKeyBox(statePaths(folder).keyFile);
    state = await openState({ folder, box, log: { write: () => undefined } });
  } catch (cause) {
    if (!(cause instanceof Error) || !REFUSALS.has(cause.name)) throw cause;
    return { refused: cause.name };
  }
  try {
    const records = await checkRecords(state);
    // Damage is met once and then gone: the second pass finds a store that works.
    await checkMail(state).catch(onlyStoreErrors);
    const mail = await checkMail(state);
    await state.mail.put(batchOf([5000]));
    if ((await state.mail.search('5000', 1))[0]?.id !== 'M5000') throw new Error('a new mail is not found');
    return { lost: Number(records < mails) + Number(mail < mails) };
  } finally {
    await state.close();
  }
}

function onlyStoreErrors(cause: unknown): void {
  if (!(cause instanceof StoreError)) throw cause;
}

/** How many there are. */
async function checkRecords({ records }: DeviceState): Promise<number> {
  const found = await records.read('outbox');
  for (const [id, value] of found) {
    if (JSON.stringify(value) !== JSON.stringify({ text: `record ${id}` }))
      throw new Error(`record ${id} is wrong`);
  }
  await records.write([{ kind: 'receipt', id: 'after', value: 1 }]);
  return found.size;
}

/** Whatever is listed, found or opened is as it was stored; flags are not sealed, and may differ. How many there are. */
async function checkMail({ mail }: DeviceState): Promise<number> {
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
  return (await mail.ids()).size;
}
