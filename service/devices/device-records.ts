/** Keeps what devices tell of themselves; durable before it is acknowledged, many in one commit (channel ports). */
import type { Kysely, Transaction } from 'kysely';
import { fromMs } from '../../shared/domain/instant.ts';
import type { Receipt } from '../../shared/protocol/messages/receipt.ts';
import type { Report } from '../../shared/protocol/messages/report.ts';
import type { DeviceFacts, DeviceRecords } from '../channel/ports.ts';
import { toFlag } from '../storage/column-types.ts';
import { createGroupCommit } from '../storage/group-commit.ts';
import { asStorageError } from '../storage/storage-error.ts';
import type { Tables } from '../storage/tables.ts';

export function createDeviceRecords(db: Kysely<Tables>): DeviceRecords {
  const group = createGroupCommit<Transaction<Tables>>(async (work) => {
    try {
      await db.transaction().execute(work);
    } catch (error) {
      throw asStorageError(error);
    }
  });
  return {
    async saveFacts(deviceId, facts) {
      if (await isKnown(db, deviceId, facts)) return;
      await group.write((transaction) => saveFacts(transaction, deviceId, facts));
    },
    saveReport: (deviceId, report, atMs) =>
      group.write((transaction) => saveReport(transaction, deviceId, report, atMs)),
    saveReceipt: (deviceId, receipt, atMs) =>
      group.write((transaction) => saveReceipt(transaction, deviceId, receipt, atMs)),
  };
}

/** The same facts again cost a read: a storm of reconnects shall not be one of the disk. */
async function isKnown(
  db: Kysely<Tables>,
  deviceId: string,
  { appVersion, signedIn, cachedMode }: DeviceFacts,
): Promise<boolean> {
  const known = await db
    .selectFrom('devices')
    .select('id')
    .where('id', '=', deviceId)
    .where('appVersion', '=', appVersion)
    .where('signedIn', '=', toFlag(signedIn))
    .where('cachedMode', '=', toFlag(cachedMode))
    .executeTakeFirst();
  return known !== undefined;
}

async function saveFacts(
  transaction: Transaction<Tables>,
  deviceId: string,
  { appVersion, signedIn, cachedMode }: DeviceFacts,
): Promise<void> {
  await transaction
    .updateTable('devices')
    .set({ appVersion, signedIn: toFlag(signedIn), cachedMode: toFlag(cachedMode) })
    .where('id', '=', deviceId)
    .execute();
}

async function saveReport(
  transaction: Transaction<Tables>,
  deviceId: string,
  { mode, events, cachedMode, cache }: Report,
  atMs: number,
): Promise<void> {
  await transaction
    .updateTable('devices')
    .set({
      mode,
      cachedMode: toFlag(cachedMode),
      reportedAt: fromMs(atMs),
      reportedEvents: JSON.stringify(events),
      cacheMessages: cache.messages,
      cacheBytes: cache.bytes,
      cacheComplete: toFlag(cache.complete),
    })
    .where('id', '=', deviceId)
    .execute();
}

async function saveReceipt(
  transaction: Transaction<Tables>,
  deviceId: string,
  { id, eventId, kind, shownAt }: Receipt,
  atMs: number,
): Promise<void> {
  await transaction
    .insertInto('receipts')
    .values({ deviceId, id, eventId, kind, shownAt, receivedAt: fromMs(atMs) })
    .onConflict((conflict) => conflict.columns(['deviceId', 'id']).doNothing())
    .execute();
}
