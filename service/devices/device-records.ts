/** Keeps what devices tell of themselves; durable before it is acknowledged, many in one commit (channel ports). */
import type { Kysely, Transaction } from 'kysely';
import { DAY_MS, fromMs } from '../../shared/domain/instant.ts';
import type { Receipt } from '../../shared/protocol/messages/receipt.ts';
import type { Report } from '../../shared/protocol/messages/report.ts';
import type { DeviceFacts, DeviceRecords } from '../channel/ports.ts';
import { toFlag } from '../storage/column-types.ts';
import { createGroupCommit } from '../storage/group-commit.ts';
import { asStorageError } from '../storage/storage-error.ts';
import type { Tables } from '../storage/tables.ts';
import { changesBetween, type ToldStanding } from './history-changes.ts';

/** Longer than anybody asks about an outage; a device changes a few times a day. */
export const HISTORY_MS = 90 * DAY_MS;

export function createDeviceRecords(db: Kysely<Tables>): DeviceRecords {
  const group = createGroupCommit<Transaction<Tables>>(async (work) => {
    try {
      await db.transaction().execute(work);
    } catch (error) {
      throw asStorageError(error);
    }
  });
  return {
    async saveFacts(deviceId, facts, atMs) {
      if (await isKnown(db, deviceId, facts)) return;
      await group.write((transaction) => saveFacts(transaction, deviceId, facts, atMs));
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
  { appVersion, signedIn, cachedMode, bound }: DeviceFacts,
): Promise<boolean> {
  const known = await db
    .selectFrom('devices')
    .select('id')
    .where('id', '=', deviceId)
    .where('appVersion', '=', appVersion)
    .where('signedIn', '=', toFlag(signedIn))
    .where('cachedMode', '=', toFlag(cachedMode))
    .where('bound', '=', toFlag(bound))
    .executeTakeFirst();
  return known !== undefined;
}

async function saveFacts(
  transaction: Transaction<Tables>,
  deviceId: string,
  facts: DeviceFacts,
  atMs: number,
): Promise<void> {
  await noteChanges(transaction, deviceId, facts, atMs);
  const { appVersion, signedIn, cachedMode, bound } = facts;
  await transaction
    .updateTable('devices')
    .set({ appVersion, signedIn: toFlag(signedIn), cachedMode: toFlag(cachedMode), bound: toFlag(bound) })
    .where('id', '=', deviceId)
    .execute();
}

async function saveReport(
  transaction: Transaction<Tables>,
  deviceId: string,
  { mode, events, cachedMode, cache }: Report,
  atMs: number,
): Promise<void> {
  const eventIds = events.filter(({ participates }) => participates).map(({ eventId }) => eventId);
  await noteChanges(transaction, deviceId, { mode, cachedMode, eventIds }, atMs);
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

/** Before it is saved: what is different from what is saved. */
async function noteChanges(
  transaction: Transaction<Tables>,
  deviceId: string,
  told: ToldStanding,
  atMs: number,
): Promise<void> {
  const row = await transaction
    .selectFrom('devices')
    .select(['mode', 'cachedMode', 'signedIn', 'appVersion'])
    .where('id', '=', deviceId)
    .executeTakeFirst();
  if (row === undefined) return;
  const known = { ...row, cachedMode: row.cachedMode === 1, signedIn: row.signedIn === 1 };
  const changes = changesBetween(known, told);
  if (changes.length === 0) return;
  const history = transaction.insertInto('deviceHistory');
  const at = fromMs(atMs);
  await history
    .values(changes.map(({ kind, detail }) => ({ deviceId, at, kind, detail: JSON.stringify(detail) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await transaction
    .deleteFrom('deviceHistory')
    .where('deviceId', '=', deviceId)
    .where('at', '<', fromMs(atMs - HISTORY_MS))
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
