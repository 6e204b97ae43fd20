/** Reads what the impact of a continuity event is judged by, in as many queries as there are kinds of things. */
import { sql, type Kysely } from 'kysely';
import type { Impact } from '../../shared/http/continuity-events.ts';
import type { Tables } from '../storage/tables.ts';
import type { EventFields } from './check-event.ts';
import { impactOf, type AffectedPerson } from './impact.ts';
import { overlappingEvents } from './store.ts';
import { warningsFor } from './warnings.ts';

/** `id` null: not saved yet. The affected group must exist. */
export async function readImpact(
  db: Kysely<Tables>,
  event: EventFields,
  id: string | null,
  nowMs: number,
): Promise<Impact> {
  const group = await db
    .selectFrom('groups')
    .select(['kind', 'lastSyncAt'])
    .where('id', '=', event.affectedGroupId)
    .executeTakeFirstOrThrow();
  const people = await affectedPeople(db, event.affectedGroupId);
  const warnings = warningsFor(event, {
    group,
    people,
    alsoCovered: await countAlsoCovered(db, event, id),
    smsReachable: event.smsGroupId === null ? null : await countOptedIn(db, event.smsGroupId),
    nowMs,
  });
  return { ...impactOf(event, people, nowMs), warnings: [...warnings] };
}

async function affectedPeople(db: Kysely<Tables>, groupId: string): Promise<readonly AffectedPerson[]> {
  const rows = await db
    .selectFrom('groupMembers')
    .innerJoin('people', 'people.id', 'groupMembers.personId')
    .leftJoin('devices', 'devices.personId', 'people.id')
    .where('groupMembers.groupId', '=', groupId)
    .orderBy('people.id')
    .select([
      'people.id as userId',
      'people.disasterRecovery',
      'people.smsConsent',
      'devices.id as deviceId',
      'devices.revokedAt',
      'devices.signedIn',
      'devices.cachedMode',
    ])
    .execute();
  const people = new Map<string, AffectedPerson & { devices: AffectedPerson['devices'][number][] }>();
  for (const row of rows) {
    const person = people.get(row.userId) ?? {
      userId: row.userId,
      disasterRecovery: row.disasterRecovery === 1,
      smsConsent: row.smsConsent === 1,
      devices: [],
    };
    people.set(row.userId, person);
    if (row.deviceId === null) continue;
    person.devices.push({
      deviceId: row.deviceId,
      revoked: row.revokedAt !== null,
      signedIn: row.signedIn === 1,
      cachedMode: row.cachedMode === 1,
    });
  }
  return [...people.values()].map((person) => ({ ...person, devices: inUse(person.devices) }));
}

function inUse(devices: AffectedPerson['devices']): AffectedPerson['devices'] {
  const kept = devices.filter((device) => !device.revoked);
  return kept.length > 0 ? kept : devices;
}

async function countAlsoCovered(db: Kysely<Tables>, event: EventFields, id: string | null): Promise<number> {
  const others = await overlappingEvents(db, event, id);
  if (others.length === 0) return 0;
  const groupIds = [...new Set(others.map((other) => other.affectedGroupId))];
  const { covered } = await db
    .selectFrom('groupMembers as mine')
    .where('mine.groupId', '=', event.affectedGroupId)
    .where('mine.personId', 'in', (other) =>
      other
        .selectFrom('groupMembers as theirs')
        .select('theirs.personId')
        .where('theirs.groupId', 'in', groupIds),
    )
    .select(sql<number>`count(*)`.as('covered'))
    .executeTakeFirstOrThrow();
  return covered;
}

async function countOptedIn(db: Kysely<Tables>, groupId: string): Promise<number> {
  const { reachable } = await db
    .selectFrom('groupMembers')
    .innerJoin('people', 'people.id', 'groupMembers.personId')
    .where('groupMembers.groupId', '=', groupId)
    .where('people.smsConsent', '=', 1)
    .where('people.phone', 'is not', null)
    .select(sql<number>`count(*)`.as('reachable'))
    .executeTakeFirstOrThrow();
  return reachable;
}
