/** The truth that devices receive, read from the database (channel ports). */
import type { Kysely } from 'kysely';
import type { Emitter } from '../../shared/lib/emitter.ts';
import type { PersonStanding, RegisteredDevice, Truth } from '../channel/ports.ts';
import type { CommittedChange } from '../committed-change.ts';
import type { Recoveries } from '../continuity-events/continuity-events.ts';
import type { Organisation } from '../storage/organisation.ts';
import type { Tables } from '../storage/tables.ts';
import { changesSince } from './changes-since.ts';
import { readEventsOf } from './read-events.ts';

export interface TruthNeeds {
  readonly db: Kysely<Tables>;
  readonly organisation: Pick<Organisation, 'serviceId' | 'epoch'>;
  readonly recoveries: Recoveries;
  readonly committed: Pick<Emitter<CommittedChange>, 'subscribe'>;
}

export function createTruth({ db, organisation, recoveries, committed }: TruthNeeds): Truth {
  return {
    serviceId: organisation.serviceId,
    async position() {
      const { epoch, revision } = await db
        .selectFrom('organisation')
        .select(['epoch', 'revision'])
        .executeTakeFirstOrThrow();
      return { epoch, revision };
    },
    async device(deviceId) {
      const row = await db
        .selectFrom('devices')
        .select(['id', 'personId', 'publicKey', 'revokedAt', 'bound'])
        .where('id', '=', deviceId)
        .executeTakeFirst();
      if (row === undefined) return removedDevice(db, deviceId);
      const { personId: userId, publicKey, revokedAt } = row;
      const bound = row.bound === 1 ? { bound: true } : {};
      return { id: row.id, userId, publicKey, revoked: revokedAt !== null, ...bound };
    },
    standingOf: (userId) => standingOf(db, userId),
    eventsOf: async (userId, nowMs) =>
      (await readEventsOf(db, userId, nowMs, recoveries)).map(({ event }) => event),
    changesSince: (userId, revision, nowMs) =>
      db
        .transaction()
        .execute((reading) => changesSince(reading, recoveries, { userId, since: revision, nowMs })),
    subscribe: committed.subscribe,
  };
}

/** Of a person who was removed: it is revoked for good, and is to learn it. */
async function removedDevice(db: Kysely<Tables>, id: string): Promise<RegisteredDevice | null> {
  const row = await db.selectFrom('removedDevices').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  return { id, userId: row.personId, publicKey: row.publicKey, revoked: true };
}

/** No authentication profile exists yet: nobody may reset, unless a continuity event says so (product 1). */
const PASSWORD_RESET_WITHOUT_PROFILE = 'never';

async function standingOf(db: Kysely<Tables>, userId: string): Promise<PersonStanding | null> {
  const person = await db
    .selectFrom('people')
    .select(['id', 'email', 'displayName', 'disasterRecovery'])
    .where('id', '=', userId)
    .executeTakeFirst();
  if (person === undefined) return null;
  const groups = await db
    .selectFrom('groupMembers')
    .innerJoin('groups', 'groups.id', 'groupMembers.groupId')
    .where('groupMembers.personId', '=', userId)
    .select(['groups.id', 'groups.name', 'groups.lastSyncAt'])
    .orderBy('groups.id')
    .execute();
  const readable = await db
    .selectFrom('mailboxReaders')
    .select('ownerId')
    .where('readerId', '=', userId)
    .orderBy('ownerId')
    .execute();
  return {
    user: { id: person.id, email: person.email, displayName: person.displayName },
    standing: {
      permissions: { disasterRecovery: person.disasterRecovery === 1 },
      groups,
      passwordReset: PASSWORD_RESET_WITHOUT_PROFILE,
    },
    accountIds: [userId, ...readable.map(({ ownerId }) => ownerId)],
  };
}
