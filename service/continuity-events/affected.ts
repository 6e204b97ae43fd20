/** The people of an affected group and their devices, as the impact of a continuity event is judged by them. */
import { sql, type Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import { memberRanges, withinRange, type MemberRange } from './member-ranges.ts';
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

/** A range has each cohort once, the group has it once a range: whoever counts adds them up. */
export async function readCohorts(db: Kysely<Tables>, groupId: string): Promise<readonly Cohort[]> {
  const cohorts: Cohort[] = [];
  for await (const range of memberRanges(db, groupId)) {
    const rows = await rowsOf(db, range)
      .select(TRAITS)
      .select(sql<number>`count(*)`.as('size'))
      .groupBy(TRAIT_NAMES.map((name) => sql.ref(name)))
      .execute();
    for (const row of rows) cohorts.push({ ...memberOf(row), size: row.size });
  }
  return cohorts;
}

/** Range by range, in the order of ids. */
export async function* readMembers(
  db: Kysely<Tables>,
  groupId: string,
): AsyncGenerator<readonly NamedMember[]> {
  for await (const range of memberRanges(db, groupId)) {
    const rows = await rowsOf(db, range)
      .select(TRAITS)
      .select(['people.id as userId', 'devices.id as deviceId'])
      .orderBy('people.id')
      .orderBy('devices.id')
      .execute();
    yield rows.map(({ userId, deviceId, ...row }) => ({ ...memberOf(row), userId, deviceId }));
  }
}

const rowsOf = (db: Kysely<Tables>, range: MemberRange) =>
  affectedRows(db, range.groupId).where(withinRange(range));

export async function countMembers(db: Kysely<Tables>, groupId: string): Promise<number> {
  const { members } = await db
    .selectFrom('groupMembers')
    .where('groupId', '=', groupId)
    .select((row) => row.fn.countAll<number>().as('members'))
    .executeTakeFirstOrThrow();
  return members;
}
