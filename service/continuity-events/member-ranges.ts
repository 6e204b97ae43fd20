/** A group in stretches of its members: a query over one is a few milliseconds, and others have their turns between two. */
import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { createSlice } from '../loop-turns.ts';
import type { Tables } from '../storage/tables.ts';

/** The database answers without ever leaving the thread: of 100,000 people at once it takes a quarter of a second. */
const MEMBERS_AT_ONCE = 1000;

/** By the ids of people: above `after`, up to and with `upTo`, or all above where that is null. */
export interface MemberRange {
  readonly groupId: string;
  readonly after: string;
  readonly upTo: string | null;
}

/** At least one, which may be empty. */
export async function* memberRanges(db: Kysely<Tables>, groupId: string): AsyncGenerator<MemberRange> {
  const slice = createSlice();
  for (let after = ''; ;) {
    const last = await db
      .selectFrom('groupMembers')
      .select('personId')
      .where('groupId', '=', groupId)
      .where('personId', '>', after)
      .orderBy('personId')
      .offset(MEMBERS_AT_ONCE - 1)
      .limit(1)
      .executeTakeFirst();
    yield { groupId, after, upTo: last?.personId ?? null };
    if (last === undefined) return;
    after = last.personId;
    await slice.rest();
  }
}

/** Of `groupMembers`, by its key. */
export function withinRange({ groupId, after, upTo }: MemberRange): RawBuilder<SqlBool> {
  const [group, person] = [sql.ref('groupMembers.groupId'), sql.ref('groupMembers.personId')];
  const above = sql<SqlBool>`${group} = ${groupId} and ${person} > ${after}`;
  return upTo === null ? above : sql<SqlBool>`${above} and ${person} <= ${upTo}`;
}
