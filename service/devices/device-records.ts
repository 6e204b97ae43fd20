/** Keeps what devices tell of themselves; durable before it is acknowledged (channel ports). */
import type { Kysely } from 'kysely';
import { fromMs } from '../../shared/domain/instant.ts';
import type { DeviceRecords } from '../channel/ports.ts';
import { toFlag } from '../storage/column-types.ts';
import type { Tables } from '../storage/tables.ts';

export function createDeviceRecords(db: Kysely<Tables>): DeviceRecords {
  return {
    async saveFacts(deviceId, { appVersion, signedIn, cachedMode }) {
      const facts = { appVersion, signedIn: toFlag(signedIn), cachedMode: toFlag(cachedMode) };
      const known = await db
        .selectFrom('devices')
        .select(['appVersion', 'signedIn', 'cachedMode'])
        .where('id', '=', deviceId)
        .executeTakeFirst();
      const same =
        known?.appVersion === facts.appVersion &&
        known.signedIn === facts.signedIn &&
        known.cachedMode === facts.cachedMode;
      if (!same) await db.updateTable('devices').set(facts).where('id', '=', deviceId).execute();
    },
    async saveReport(deviceId, { mode, events, cachedMode, cache }, atMs) {
      await db
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
    },
    async saveReceipt(deviceId, { id, eventId, kind, shownAt }, atMs) {
      await db
        .insertInto('receipts')
        .values({ deviceId, id, eventId, kind, shownAt, receivedAt: fromMs(atMs) })
        .onConflict((conflict) => conflict.columns(['deviceId', 'id']).doNothing())
        .execute();
    },
  };
}
