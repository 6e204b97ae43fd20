/** Takes a device's right away: its live link, its tokens and its key are worth nothing from the commit on (G35). */
import { fromMs } from '../../shared/domain/instant.ts';
import { notFound } from '../refusal.ts';
import type { Unit, WritePath } from '../storage/write-path.ts';

export type RevokeDevice = (actor: string, id: string) => Promise<void>;

/** A second time changes nothing. */
export function createRevokeDevice(writePath: WritePath): RevokeDevice {
  return (actor, id) => writePath.transact((unit) => revoke(unit, actor, id));
}

async function revoke(unit: Unit, actor: string, id: string): Promise<void> {
  const device = await unit.db
    .selectFrom('devices')
    .select(['personId', 'name', 'revokedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (device === undefined) throw notFound('device');
  if (device.revokedAt !== null) return;
  await unit.db
    .updateTable('devices')
    .set({ revokedAt: fromMs(unit.nowMs) })
    .where('id', '=', id)
    .execute();
  unit.announce({ kind: 'device-revoked', deviceId: id });
  const detail = { personId: device.personId, name: device.name };
  await unit.audit({ service: 'continuity', actor, action: 'device.revoke', target: id, detail });
}
