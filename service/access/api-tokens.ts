/** API tokens: made with what they may do, shown once, recognised by a hash, and over when they expire, are revoked, or their maker's role ends. */
import type { Kysely } from 'kysely';
import { SCOPES } from '../../shared/domain/access.ts';
import { fromMs, MINUTE_MS, toMs } from '../../shared/domain/instant.ts';
import {
  TOKEN_NAME_CHARACTERS,
  type ApiTokenInput,
  type ApiTokenView,
  type NewApiToken,
} from '../../shared/http/access.ts';
import { invalid, notFound, type FieldProblem } from '../refusal.ts';
import { foldedKey } from '../search-key.ts';
import type { Chance } from '../storage/chance.ts';
import type { Tables } from '../storage/tables.ts';
import type { Unit, WritePath } from '../storage/write-path.ts';
import { checkRequiredText, cleanLine } from '../text.ts';
import { apiTokenView } from './api-token-store.ts';
import { administratorName, administratorOf } from './principal.ts';
import { hashOf, SECRET_BYTES } from './secrets.ts';

/** Says what it is to whoever finds one, and to programs that look for leaked ones. */
const PREFIX = 'continuity_';
/** Each is a write that waits for the disk. */
const USED_EVERY_MS = MINUTE_MS;

export interface ApiTokens {
  readonly create: (actor: string, input: ApiTokenInput) => Promise<NewApiToken>;
  readonly revoke: (actor: string, id: string) => Promise<void>;
  /** By secret, and noted as used; null: there is none, or it is over. */
  readonly use: (secret: string) => Promise<ApiTokenView | null>;
  /** Whether it is not over yet. */
  readonly isOpen: (token: Pick<ApiTokenView, 'id'>) => Promise<boolean>;
}

interface Needs {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly chance: Chance;
  /** As for sessions. */
  readonly nowMs: () => number;
}

export function createApiTokens({ db, writePath, chance, nowMs }: Needs): ApiTokens {
  return {
    create: (actor, given) => {
      const { expiresAt } = given;
      const name = cleanLine(given.name);
      const problems = checkToken(name, expiresAt, nowMs());
      if (problems.length > 0) throw invalid(problems);
      const secret = `${PREFIX}${chance.token(SECRET_BYTES)}`;
      const view: ApiTokenView = {
        id: chance.id(),
        name,
        scopes: SCOPES.filter((scope) => given.scopes.includes(scope)),
        createdBy: actor,
        createdAt: fromMs(nowMs()),
        lastUsedAt: null,
        expiresAt,
      };
      return writePath.transact(async (unit) => {
        await unit.db
          .insertInto('apiTokens')
          .values({
            ...view,
            scopes: view.scopes.join(' '),
            nameKey: foldedKey(name),
            secretHash: hashOf(secret),
          })
          .execute();
        await unit.audit({
          service: 'access',
          actor,
          action: 'api-token.create',
          target: view.id,
          detail: { after: view },
        });
        return { ...view, secret };
      });
    },
    revoke: (actor, id) =>
      writePath.transact(async (unit) => {
        const row = await unit.db
          .deleteFrom('apiTokens')
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) throw notFound('API token');
        const detail = { before: apiTokenView(row) };
        await unit.audit({ service: 'access', actor, action: 'api-token.revoke', target: id, detail });
      }),
    async use(secret) {
      if (!secret.startsWith(PREFIX)) return null;
      const view = await findOpen(db, 'secretHash', hashOf(secret), nowMs());
      if (view === null) return null;
      if (view.lastUsedAt === null || nowMs() - toMs(view.lastUsedAt) >= USED_EVERY_MS)
        await used(db, view.id, nowMs());
      return view;
    },
    isOpen: async ({ id }) => (await findOpen(db, 'id', id, nowMs())) !== null,
  };
}

/** In the transaction that takes the role away: nobody who may not administer leaves a token that may. */
export async function revokeTokensOf(unit: Unit, actor: string, administratorId: string): Promise<void> {
  const rows = await unit.db
    .deleteFrom('apiTokens')
    .where('createdBy', '=', administratorName(administratorId))
    .returningAll()
    .execute();
  for (const row of rows) {
    const detail = { before: apiTokenView(row), because: 'role-ended' };
    await unit.audit({ service: 'access', actor, action: 'api-token.revoke', target: row.id, detail });
  }
}

async function findOpen(
  db: Kysely<Tables>,
  column: 'id' | 'secretHash',
  value: string,
  nowMs: number,
): Promise<ApiTokenView | null> {
  const row = await db.selectFrom('apiTokens').selectAll().where(column, '=', value).executeTakeFirst();
  if (row === undefined) return null;
  const view = apiTokenView(row);
  if (view.expiresAt !== null && toMs(view.expiresAt) <= nowMs) return null;
  return (await mayHoldTokens(db, view.createdBy)) ? view : null;
}

/** Tokens of a former version may have outlived the role of who made them. */
async function mayHoldTokens(db: Kysely<Tables>, createdBy: string): Promise<boolean> {
  const id = administratorOf(createdBy);
  if (id === null) return true;
  const row = await db
    .selectFrom('administrators')
    .select('id')
    .where('id', '=', id)
    .where('role', '=', 'administrator')
    .executeTakeFirst();
  return row !== undefined;
}

function checkToken(name: string, expiresAt: string | null, nowMs: number): FieldProblem[] {
  const problems = checkRequiredText('/name', name, TOKEN_NAME_CHARACTERS);
  if (expiresAt === null || toMs(expiresAt) > nowMs) return problems;
  return [...problems, { pointer: '/expiresAt', code: 'in-the-past', message: 'must be in the future' }];
}

async function used(db: Kysely<Tables>, id: string, nowMs: number): Promise<void> {
  await db
    .updateTable('apiTokens')
    .set({ lastUsedAt: fromMs(nowMs) })
    .where('id', '=', id)
    .execute();
}
