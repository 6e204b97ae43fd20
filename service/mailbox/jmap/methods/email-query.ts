/** Email/query (RFC 8621 section 4.4). */
import { z } from 'zod';
import { atRest } from '../../../loop-turns.ts';
import { stateOf } from '../../emails.ts';
import { readAccount } from '../../store/accounts.ts';
import { countEmails, queryEmailIds, type EmailOrder, type EmailQuery } from '../../store/query-emails.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { MethodError } from '../core/errors.ts';
import { MAIL_LIMITS, MAX_QUERY_IDS } from '../core/limits.ts';
import { accountOf, querySchema, type MailContext } from '../context.ts';
import { conditionOf } from '../email-filter.ts';

const emailQuerySchema = querySchema.extend({ collapseThreads: z.boolean().default(false) });
type QueryArguments = z.infer<typeof emailQuerySchema>;

export const emailQuery: Method<MailContext> = async (args, context) => {
  const asked = parseArguments(emailQuerySchema, args);
  accountOf(context, asked.accountId);
  const query: EmailQuery = {
    accountId: asked.accountId,
    condition: conditionOf(asked.filter),
    order: orderOf(asked.sort),
    collapseThreads: asked.collapseThreads,
    nowMs: context.nowMs,
  };
  const { modseq } = await readAccount(context.db, asked.accountId);
  const limit = Math.min(asked.limit ?? MAX_QUERY_IDS, MAX_QUERY_IDS);
  const { position, ids } = await page(context, query, asked, limit);
  const total = asked.calculateTotal ? await counted(context, query) : null;
  return {
    accountId: asked.accountId,
    queryState: stateOf(modseq),
    canCalculateChanges: false,
    position,
    ids,
    ...(total === null ? {} : { total }),
    ...(limit === asked.limit ? {} : { limit }),
  };
};

/** A walk through the mailbox of its own: others may have been waiting since the first. */
async function counted({ db }: MailContext, query: EmailQuery): Promise<number> {
  await atRest();
  return countEmails(db, query);
}

function orderOf(sort: QueryArguments['sort']): readonly EmailOrder[] {
  const order = (sort ?? []).map(({ property, isAscending }): EmailOrder => {
    if (property !== 'receivedAt' && property !== 'size') {
      throw new MethodError(
        'unsupportedSort',
        `sorted by ${MAIL_LIMITS.emailQuerySortOptions.join(' or ')} only`,
      );
    }
    return { by: property, ascending: isAscending };
  });
  return order.length > 0 ? order : [{ by: 'receivedAt', ascending: false }];
}

async function page(
  context: MailContext,
  query: EmailQuery,
  asked: QueryArguments,
  limit: number,
): Promise<{ readonly position: number; readonly ids: readonly string[] }> {
  if (asked.anchor === null && asked.position >= 0) {
    return { position: asked.position, ids: await queryEmailIds(context.db, query, asked.position, limit) };
  }
  // Counted from the end or from a message: that takes the whole list of ids.
  const all = await queryEmailIds(context.db, query, 0, null);
  const anchorAt = asked.anchor === null ? -1 : all.indexOf(asked.anchor);
  if (asked.anchor !== null && anchorAt === -1) throw new MethodError('anchorNotFound');
  const from = asked.anchor === null ? all.length + asked.position : anchorAt + asked.anchorOffset;
  const position = Math.max(0, from);
  return { position, ids: all.slice(position, position + limit) };
}
