/** Finds the submissions that a filter admits, in order (RFC 8621 section 7.3). */
import type { ExpressionBuilder, Kysely, SqlBool, Expression } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import type { UndoStatus } from '../tables.ts';

export interface SubmissionCondition {
  readonly identityIds?: readonly string[] | undefined;
  readonly emailIds?: readonly string[] | undefined;
  readonly threadIds?: readonly string[] | undefined;
  readonly undoStatus?: UndoStatus | undefined;
  /** Milliseconds UTC. */
  readonly before?: number | undefined;
  readonly after?: number | undefined;
}

/** Each condition and all of them; `not` as JMAP has it: none of them. */
export type SubmissionFilter =
  | { readonly kind: 'simple'; readonly condition: SubmissionCondition }
  | { readonly kind: 'and' | 'or' | 'not'; readonly filters: readonly SubmissionFilter[] };

export interface SubmissionOrder {
  readonly by: 'emailId' | 'threadId' | 'sendAtMs';
  readonly ascending: boolean;
}

type Builder = ExpressionBuilder<Tables, 'emailSubmissions'>;

export async function querySubmissionIds(
  db: Kysely<Tables>,
  accountId: string,
  filter: SubmissionFilter,
  order: readonly SubmissionOrder[],
): Promise<readonly string[]> {
  let query = db
    .selectFrom('emailSubmissions')
    .select('id')
    .where('accountId', '=', accountId)
    .where('gone', '=', 0)
    .where((eb) => matches(eb, filter));
  for (const { by, ascending } of order) query = query.orderBy(by, ascending ? 'asc' : 'desc');
  return (await query.orderBy('id').execute()).map((row) => row.id);
}

function matches(eb: Builder, filter: SubmissionFilter): Expression<SqlBool> {
  if (filter.kind === 'simple') return eb.and(simple(eb, filter.condition));
  const inner = filter.filters.map((each) => matches(eb, each));
  if (filter.kind === 'and') return eb.and(inner);
  return filter.kind === 'or' ? eb.or(inner) : eb.not(eb.or(inner));
}

function simple(eb: Builder, condition: SubmissionCondition): Expression<SqlBool>[] {
  const { identityIds, emailIds, threadIds, undoStatus, before, after } = condition;
  return [
    ...(identityIds === undefined ? [] : [eb('identityId', 'in', identityIds)]),
    ...(emailIds === undefined ? [] : [eb('emailId', 'in', emailIds)]),
    ...(threadIds === undefined ? [] : [eb('threadId', 'in', threadIds)]),
    ...(undoStatus === undefined ? [] : [eb('undoStatus', '=', undoStatus)]),
    ...(before === undefined ? [] : [eb('sendAtMs', '<', before)]),
    ...(after === undefined ? [] : [eb('sendAtMs', '>=', after)]),
  ];
}
