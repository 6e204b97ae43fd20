/** The people of an affected group and their devices, as the impact of a continuity event is judged by them. */
import { sql, type Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import type { Cohort, Member, NamedMember } from './impact.ts';

/**
 * A row for every device in use, and one for every person without. Revoked devices are left out where another is
 * registered, so that an old computer does not count twice.
 */
export const affectedRows = (db: Kysely<Tables>, groupId: string) =>
  db
    .selectFrom('groupMembers')
    .innerJoin('people', 'people.id', 'groupMembers.personId')
    .leftJoin('devices', (join) =>
      join
        .onRef('devices.personId', '=', 'people.id')
        .on((device) =>
          device.or([
            device('devices.revokedAt', 'is', null),
            device.not(
              device.exists(
                device
                  .selectFrom('devices as other')
                  .select('other.id')
                  .whereRef('other.personId', '=', 'people.id')
                  .where('other.revokedAt', 'is', null),
              ),
            ),
          ]),
        ),
    )
    .where('groupMembers.groupId', '=', groupId);

export const TRAITS = [
  'people.disasterRecovery as disasterRecovery',
  sql<number>`people.${sql.ref('smsConsent')} = 1 and people.phone is not null`.as('smsReady'),
  sql<number>`devices.id is not null`.as('hasDevice'),
  sql<number>`devices.${sql.ref('revokedAt')} is not null`.as('revoked'),
  'devices.signedIn as signedIn',
  'devices.cachedMode as cachedMode',
] as const;
const TRAIT_NAMES = [
  'disasterRecovery',
  'smsReady',
  'hasDevice',
  'revoked',
  'signedIn',
  'cachedMode',
] as const;

export type TraitRow = Readonly<Record<(typeof TRAIT_NAMES)[number], number | null>>;

export function memberOf(row: TraitRow): Member {
  const device = {
    revoked: row.revoked === 1,
    signedIn: row.signedIn === 1,
    cachedMode: row.cachedMode === 1,
  };
  return {
    disasterRecovery: row.disasterRecovery === 1,
    smsReady: row.smsReady === 1,
    device: row.hasDevice === 1 ? device : null,
  };
}

export async function readCohorts(db: Kysely<Tables>, groupId: string): Promise<readonly Cohort[]> {
  const rows = await affectedRows(db, groupId)
    .select(TRAITS)
    .select(sql<number>`count(*)`.as('size'))
    .groupBy(TRAIT_NAMES.map((name) => sql.ref(name)))
    .execute();
  return rows.map((row) => ({ ...memberOf(row), size: row.size }));
}

export async function readMembers(db: Kysely<Tables>, groupId: string): Promise<readonly NamedMember[]> {
  const rows = await affectedRows(db, groupId)
    .select(TRAITS)
    .select(['people.id as userId', 'devices.id as deviceId'])
    .orderBy('people.id')
    .orderBy('devices.id')
    .execute();
  return rows.map(({ userId, deviceId, ...row }) => ({ ...memberOf(row), userId, deviceId }));
}

export async function countMembers(db: Kysely<Tables>, groupId: string): Promise<number> {
  const { members } = await db
    .selectFrom('groupMembers')
    .where('groupId', '=', groupId)
    .select((row) => row.fn.countAll<number>().as('members'))
    .executeTakeFirstOrThrow();
  return members;
}
