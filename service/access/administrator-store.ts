/** Reads administrators as the REST interface shows them. */
import type { Kysely } from 'kysely';
import type { AdministratorView } from '../../shared/http/access.ts';
import { notFound } from '../refusal.ts';
import type { Tables } from '../storage/tables.ts';

const VIEW = ['id', 'email', 'displayName', 'role', 'lastSignInAt'] as const;

/** Throws a `Refusal` (not-found). */
export async function getAdministrator(db: Kysely<Tables>, id: string): Promise<AdministratorView> {
  const row = await db.selectFrom('administrators').select(VIEW).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('administrator');
  return row;
}

interface ListQuery {
  readonly after: { readonly displayName: string; readonly id: string } | null;
  readonly limit: number;
}

/** By name. */
export async function listAdministrators(
  db: Kysely<Tables>,
  { after, limit }: ListQuery,
): Promise<readonly AdministratorView[]> {
  let query = db.selectFrom('administrators').select(VIEW).orderBy('displayName').orderBy('id').limit(limit);
  if (after !== null) {
    query = query.where((row) =>
      row(row.refTuple('displayName', 'id'), '>', row.tuple(after.displayName, after.id)),
    );
  }
  return query.execute();
}

/** Whether there is one that is not `exceptId`. */
export async function hasAdministrator(db: Kysely<Tables>, exceptId = ''): Promise<boolean> {
  const row = await db
    .selectFrom('administrators')
    .select('id')
    .where('role', '=', 'administrator')
    .where('id', '!=', exceptId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
