/** Reads administrators as the REST interface shows them. */
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { AdministratorListQuery, AdministratorView } from '../../shared/http/access.ts';
import type { ListSource } from '../http/list-page.ts';
import { notFound } from '../refusal.ts';
import { containing, foldedKey } from '../search-key.ts';
import { inOrder, matches, orderBy } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';

const VIEW = ['id', 'email', 'displayName', 'role', 'lastSignInAt'] as const;

/** Throws a `Refusal` (not-found). */
export async function getAdministrator(db: Kysely<Tables>, id: string): Promise<AdministratorView> {
  const row = await db
    .selectFrom('administrators')
    .select(VIEW)
    .select(factors)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound('administrator');
  return viewOf(row);
}

type Row = Omit<AdministratorView, 'hasSecondFactor'> & { readonly factors: number | null };

function viewOf({ factors, ...row }: Row): AdministratorView {
  return { ...row, hasSecondFactor: factors !== null && factors > 0 };
}

function factors(row: ExpressionBuilder<Tables, 'administrators'>) {
  return row
    .selectFrom('secondFactors')
    .select((each) => each.fn.countAll<number>().as('count'))
    .whereRef('secondFactors.administratorId', '=', 'administrators.id')
    .as('factors');
}

/** What an administrator is found and ordered by. */
export function administratorKeys(
  displayName: string,
  email: string,
): { nameKey: string; searchKey: string } {
  return { nameKey: foldedKey(displayName), searchKey: foldedKey(displayName, email) };
}

const COLUMNS = { displayName: 'nameKey', email: 'emailKey', lastSignInAt: 'lastSignInAt' } as const;
/** Before every instant. */
const NEVER = '';

export function administratorList(
  db: Kysely<Tables>,
  { q, role, sort }: AdministratorListQuery,
): ListSource<AdministratorView> {
  let found = db.selectFrom('administrators');
  if (q !== '') found = found.where(matches('administrators.searchKey', containing(q)));
  if (role !== undefined) found = found.where('role', '=', role);
  const field = sort.replace('-', '') as keyof typeof COLUMNS;
  const order = orderBy(sort, 'administrators', COLUMNS[field], NEVER);
  return {
    async read(stretch) {
      const rows = await inOrder(found.select(VIEW).select(factors), order, stretch).execute();
      return rows.map(({ orderKey, ...row }) => ({ item: viewOf(row), at: { key: orderKey, id: row.id } }));
    },
    async count() {
      const counted = found.select((row) => row.fn.countAll<number>().as('total'));
      return (await counted.executeTakeFirstOrThrow()).total;
    },
  };
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
