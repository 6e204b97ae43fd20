/** EmailSubmission/get, query and changes (RFC 8621 sections 7.1 to 7.4). */
import { z } from 'zod';
import { faultsOf } from '../core/faults.ts';
import { stateOf } from '../../emails.ts';
import { readAccount } from '../../store/accounts.ts';
import { findSubmissions, submissionChanges } from '../../store/submissions.ts';
import {
  querySubmissionIds,
  type SubmissionFilter,
  type SubmissionOrder,
} from '../../store/query-submissions.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { MethodError } from '../core/errors.ts';
import { refuseLargeFilter } from '../core/filter-size.ts';
import { CORE_LIMITS, MAX_QUERY_IDS } from '../core/limits.ts';
import { accountOf, getSchema, pick, querySchema, withinGetLimit, type MailContext } from '../context.ts';
import { changesMethod, idsByKind } from '../changes-method.ts';
import { submissionObject } from '../submission-object.ts';

export const submissionGet: Method<MailContext> = async (args, context) => {
  const { accountId, ids, properties } = parseArguments(getSchema, args);
  accountOf(context, accountId);
  const wanted = ids === null ? null : withinGetLimit(ids);
  const limit = CORE_LIMITS.maxObjectsInGet + 1;
  const { modseq } = await readAccount(context.db, accountId);
  const found = await findSubmissions(context.db, accountId, wanted, limit);
  if (found.length === limit)
    throw new MethodError('requestTooLarge', 'more than maxObjectsInGet: query first');
  const statuses = await context.outbound.statusOf(
    context.db,
    found.map(({ id }) => id),
  );
  const known = new Set(found.map(({ id }) => id));
  return {
    accountId,
    state: stateOf(modseq),
    list: found.map((submission) =>
      pick(submissionObject(submission, statuses.get(submission.id)), properties),
    ),
    notFound: (wanted ?? []).filter((id) => !known.has(id)),
  };
};

export const submissionChangesMethod = changesMethod(async (...asked) => {
  const found = await submissionChanges(...asked);
  return found && { modseq: found.modseq, more: found.more, ...idsByKind(found.changes) };
});

const instantMs = z.iso.datetime().transform((text) => Date.parse(text));

const ids = z.array(z.string()).max(CORE_LIMITS.maxObjectsInGet);

const conditionSchema = z.strictObject({
  identityIds: ids.optional(),
  emailIds: ids.optional(),
  threadIds: ids.optional(),
  undoStatus: z.enum(['pending', 'final', 'canceled']).optional(),
  before: instantMs.optional(),
  after: instantMs.optional(),
});

export const submissionQuery: Method<MailContext> = async (args, context) => {
  const asked = parseArguments(querySchema, args);
  accountOf(context, asked.accountId);
  const { modseq } = await readAccount(context.db, asked.accountId);
  refuseLargeFilter(asked.filter);
  const filter = filterOf(asked.filter);
  const order = (asked.sort ?? []).map(orderOf);
  const all = await querySubmissionIds(context.db, asked.accountId, filter, order);
  const anchorAt = asked.anchor === null ? -1 : all.indexOf(asked.anchor);
  if (asked.anchor !== null && anchorAt === -1) throw new MethodError('anchorNotFound');
  const fromEnd = asked.position < 0 ? all.length + asked.position : asked.position;
  const position = Math.max(0, asked.anchor === null ? fromEnd : anchorAt + asked.anchorOffset);
  const limit = Math.min(asked.limit ?? MAX_QUERY_IDS, MAX_QUERY_IDS);
  return {
    accountId: asked.accountId,
    queryState: stateOf(modseq),
    canCalculateChanges: false,
    position,
    ids: all.slice(position, position + limit),
    ...(asked.calculateTotal ? { total: all.length } : {}),
    ...(limit === asked.limit ? {} : { limit }),
  };
};

const SORTS: ReadonlyMap<string, SubmissionOrder['by']> = new Map([
  ['emailId', 'emailId'],
  ['threadId', 'threadId'],
  ['sentAt', 'sendAtMs'],
]);

function orderOf({
  property,
  isAscending,
}: {
  readonly property: string;
  readonly isAscending: boolean;
}): SubmissionOrder {
  const by = SORTS.get(property);
  if (by === undefined) throw new MethodError('unsupportedSort', `not sorted by "${property}"`);
  return { by, ascending: isAscending };
}

const operatorSchema = z.strictObject({
  operator: z
    .enum(['AND', 'OR', 'NOT'])
    .transform((operator) => operator.toLowerCase() as 'and' | 'or' | 'not'),
  conditions: z.array(z.unknown()),
});

function filterOf(filter: unknown): SubmissionFilter {
  if (typeof filter === 'object' && filter !== null && 'operator' in filter) {
    const { operator, conditions } = parseFilter(operatorSchema, filter);
    return { kind: operator, filters: conditions.map(filterOf) };
  }
  return { kind: 'simple', condition: parseFilter(conditionSchema, filter ?? {}) };
}

function parseFilter<Value>(schema: z.ZodType<Value>, filter: unknown): Value {
  const parsed = schema.safeParse(filter);
  if (!parsed.success) throw new MethodError('unsupportedFilter', faultsOf(parsed.error));
  return parsed.data;
}
