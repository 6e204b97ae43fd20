/** Finds the ids that a filter admits, in order (RFC 8621 section 4.4). */
import type { Expression, ExpressionBuilder, Kysely, RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import { windowStartMs } from '../../../shared/domain/mail-window.ts';
import type { Tables } from '../../storage/tables.ts';

export type EmailCondition =
  | { readonly kind: 'mailbox'; readonly is: boolean; readonly mailboxes: readonly string[] }
  | { readonly kind: 'received'; readonly compare: '<' | '>='; readonly atMs: number }
  | { readonly kind: 'size'; readonly compare: '<' | '>='; readonly bytes: number }
  | { readonly kind: 'flag'; readonly flag: 'seen' | 'flagged' | 'answered' | 'draft'; readonly is: boolean }
  | { readonly kind: 'attachment'; readonly is: boolean }
  | { readonly kind: 'words'; readonly field: SearchField; readonly text: string }
  /** What nothing, or everything, satisfies: a keyword that no message here can have. */
  | { readonly kind: 'always'; readonly is: boolean }
  | { readonly kind: 'and' | 'or' | 'not'; readonly conditions: readonly EmailCondition[] };

export type SearchField = 'subject' | 'from' | 'to' | 'cc' | 'body' | 'any';

export interface EmailOrder {
  readonly by: 'receivedAt' | 'size';
  readonly ascending: boolean;
}

export interface EmailQuery {
  readonly accountId: string;
  readonly condition: EmailCondition;
  readonly order: readonly EmailOrder[];
  readonly collapseThreads: boolean;
  readonly nowMs: number;
}

type Builder = ExpressionBuilder<Tables, 'emails' | 'messages'>;

/** `limit` null: all of them. */
export async function queryEmailIds(
  db: Kysely<Tables>,
  query: EmailQuery,
  offset: number,
  limit: number | null,
): Promise<readonly string[]> {
  let found = orderedEmails(db, query);
  if (limit !== null) found = found.limit(limit).offset(offset);
  return (await found.execute()).map((row) => row.id);
}

export async function countEmails(db: Kysely<Tables>, query: EmailQuery): Promise<number> {
  const row = await db
    .selectFrom(admitted(db, query).as('found'))
    .select(({ fn }) =>
      (query.collapseThreads ? fn.count('found.threadId').distinct() : fn.countAll()).as('total'),
    )
    .executeTakeFirstOrThrow();
  return Number(row.total);
}

function admitted(db: Kysely<Tables>, query: EmailQuery) {
  return db
    .selectFrom('emails')
    .innerJoin('messages', 'messages.id', 'emails.messageId')
    .select(['emails.id', 'emails.threadId', 'emails.receivedAtMs', 'messages.size'])
    .where('emails.accountId', '=', query.accountId)
    .where('emails.receivedAtMs', '>=', windowStartMs(query.nowMs))
    .where((eb) => matches(eb, query.condition));
}

/** Newest or largest first and so on; the id settles ties, so that pages neither overlap nor miss. */
function orderOf(query: EmailQuery): RawBuilder<unknown> {
  const order = query.order.map(({ by, ascending }) => {
    const column = sql.ref(by === 'size' ? 'size' : 'receivedAtMs');
    return ascending ? sql`${column} asc` : sql`${column} desc`;
  });
  return sql.join([...order, sql`${sql.ref('id')} desc`]);
}

function orderedEmails(db: Kysely<Tables>, query: EmailQuery) {
  const found = db.selectFrom(admitted(db, query).as('found'));
  if (!query.collapseThreads) return found.select('found.id').orderBy(orderOf(query));
  const ranked = found
    .selectAll()
    .select(
      sql<number>`row_number() over (partition by ${sql.ref('threadId')} order by ${orderOf(query)})`.as(
        'rank',
      ),
    );
  return db
    .selectFrom(ranked.as('found'))
    .where('found.rank', '=', 1)
    .select('found.id')
    .orderBy(orderOf(query));
}

function matches(eb: Builder, condition: EmailCondition): Expression<SqlBool> {
  switch (condition.kind) {
    case 'mailbox':
      return eb('emails.mailbox', condition.is ? 'in' : 'not in', mailboxList(condition.mailboxes));
    case 'received':
      return eb('emails.receivedAtMs', condition.compare, condition.atMs);
    case 'size':
      return eb('messages.size', condition.compare, condition.bytes);
    case 'flag':
      return eb(`emails.${condition.flag}`, '=', condition.is ? 1 : 0);
    case 'attachment':
      return eb('messages.hasAttachment', '=', condition.is ? 1 : 0);
    case 'words':
      return hasWords(eb, condition.field, condition.text);
    case 'always':
      return eb.lit(condition.is);
    case 'and':
      return eb.and(condition.conditions.map((inner) => matches(eb, inner)));
    case 'or':
      return eb.or(condition.conditions.map((inner) => matches(eb, inner)));
    case 'not':
      return eb.not(eb.or(condition.conditions.map((inner) => matches(eb, inner))));
  }
}

function mailboxList(mailboxes: readonly string[]) {
  return sql<never>`(${sql.join(mailboxes.map((mailbox) => sql.val(mailbox)))})`;
}

function hasWords(eb: Builder, field: SearchField, text: string): Expression<SqlBool> {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const like = (column: Expression<unknown>): Expression<SqlBool> =>
    sql<SqlBool>`${column} like ${pattern} escape '\\'`;
  const inBody = eb.exists(
    eb
      .selectFrom('messageBodies')
      .select('messageBodies.partId')
      .whereRef('messageBodies.messageId', '=', 'messages.id')
      .where(like(sql`lower(${sql.ref('messageBodies.value')})`)),
  );
  const inColumn = (column: 'subjectText' | 'fromText' | 'toText' | 'ccText'): Expression<SqlBool> =>
    like(sql.ref(`messages.${column}`));
  switch (field) {
    case 'body':
      return inBody;
    case 'any':
      return eb.or([
        inColumn('subjectText'),
        inColumn('fromText'),
        inColumn('toText'),
        inColumn('ccText'),
        inBody,
      ]);
    default:
      return inColumn(`${field}Text`);
  }
}
