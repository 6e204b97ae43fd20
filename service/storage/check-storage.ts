/** Whether the database answers. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Rejects when it does not. */
export async function checkStorage(db: Kysely<Tables>): Promise<void> {
  await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
}
