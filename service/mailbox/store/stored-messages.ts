/** Tells which messages are in the database already. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../storage/tables.ts';

/** Databases limit the parameters of a statement. */
const IDS_AT_ONCE = 500;

export async function storedMessages(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const stored = new Set<string>();
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const some = ids.slice(from, from + IDS_AT_ONCE);
    const rows = await db.selectFrom('messages').select('id').where('id', 'in', some).execute();
    for (const row of rows) stored.add(row.id);
  }
  return stored;
}
