/** Takes a person out of the organisation: their devices are worth nothing from the commit on, and learn it whenever they come back (G35). */
import { fromMs } from '../../shared/domain/instant.ts';
import { notFound } from '../refusal.ts';
import type { Unit } from '../storage/write-path.ts';
import { saveAddresses } from './addresses.ts';
import { findPerson } from './store.ts';

/** Mail that is in their five-day mailbox rolls out of it as everybody's does. */
export async function removePerson(unit: Unit, actor: string, id: string): Promise<void> {
  const before = await findPerson(unit.db, id);
  if (before === null) throw notFound('person');
  const memberships = unit.db.selectFrom('groupMembers').select('groupId').where('personId', '=', id);
  const groups = (await memberships.orderBy('groupId').execute()).map(({ groupId }) => groupId);
  const reading = unit.db.selectFrom('mailboxReaders').select('readerId').where('ownerId', '=', id);
  const readers = (await reading.execute()).map(({ readerId }) => readerId);
  const devices = await rememberDevices(unit, id);
  await saveAddresses(unit.db, { kind: 'person', id }, []);
  await unit.db.deleteFrom('people').where('id', '=', id).execute();
  for (const deviceId of devices) unit.announce({ kind: 'device-revoked', deviceId });
  if (readers.length > 0)
    await unit.record({ kind: 'standing', people: readers.map((userId) => ({ userId })) });
  const detail = { before, groups, devices };
  await unit.audit({ service: 'directory', actor, action: 'person.delete', target: id, detail });
}

/** A device that has not heard of it still holds mail: it has to be told, by the only thing that is known of it then. */
async function rememberDevices(unit: Unit, personId: string): Promise<readonly string[]> {
  const owned = unit.db.selectFrom('devices').select(['id', 'publicKey']).where('personId', '=', personId);
  const devices = await owned.orderBy('id').execute();
  const removedAt = fromMs(unit.nowMs);
  if (devices.length > 0) {
    const rows = devices.map((device) => ({ ...device, personId, removedAt }));
    await unit.db.insertInto('removedDevices').values(rows).execute();
  }
  return devices.map(({ id }) => id);
}
