/** Reads API tokens as the REST interface shows them. */
import type { Kysely, Selectable } from 'kysely';
import { SCOPES, type Scope } from '../../shared/domain/access.ts';
import type { ApiTokenListQuery, ApiTokenView } from '../../shared/http/access.ts';
import type { ListSource } from '../http/list-page.ts';
import { containing } from '../search-key.ts';
import { inOrder, matches, orderBy } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';
import type { AccessTables } from './tables.ts';

export function apiTokenView(row: Selectable<AccessTables['apiTokens']>): ApiTokenView {
  const { id, name, createdBy, createdAt, lastUsedAt, expiresAt } = row;
  return { id, name, scopes: scopesOf(row.scopes), createdBy, createdAt, lastUsedAt, expiresAt };
}

/** A scope that a later version wrote gives nothing here. */
function scopesOf(text: string): Scope[] {
  const held = new Set(text.split(' '));
  return SCOPES.filter((scope) => held.has(scope));
}

/** By column, what stands for no value: before every instant, or after. */
const COLUMNS = {
  name: ['nameKey', ''],
  createdAt: ['createdAt', ''],
  lastUsedAt: ['lastUsedAt', ''],
  expiresAt: ['expiresAt', '~'],
} as const;

export function apiTokenList(db: Kysely<Tables>, { q, sort }: ApiTokenListQuery): ListSource<ApiTokenView> {
  let found = db.selectFrom('apiTokens');
  if (q !== '') found = found.where(matches('apiTokens.nameKey', containing(q)));
  const [column, whenNull] = COLUMNS[sort.replace('-', '') as keyof typeof COLUMNS];
  const order = orderBy(sort, 'apiTokens', column, whenNull);
  return {
    async read(stretch) {
      const rows = await inOrder(found.selectAll(), order, stretch).execute();
      return rows.map((row) => ({ item: apiTokenView(row), at: { key: row.orderKey, id: row.id } }));
    },
    async count() {
      const counted = found.select((row) => row.fn.countAll<number>().as('total'));
      return (await counted.executeTakeFirstOrThrow()).total;
    },
  };
}
