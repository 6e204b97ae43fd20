/** Finds the ids that a filter admits, in order (RFC 8621 section 4.4). */
import type { Expression, ExpressionBuilder, Kysely, RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import { windowStartMs } from '../../../shared/domain/mail-window.ts';
import type { Tables } from '../../storage/tables.ts';
import { matching, matchOf, type SearchField, type WordSearch } from './search-index.ts';

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
  if (query.collapseThreads) return newestOfThreads(db, query, offset, limit);
  const most = limit ?? Number.MAX_SAFE_INTEGER;
  const words = newestWithWords(query);
  const rows =
    words === null
      ? await orderedEmails(db, query).limit(most).offset(offset).execute()
      : await newestFound(db, query, words).limit(most).offset(offset).execute();
  return rows.map((row) => row.id);
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
    .where((eb) => matches(eb, query.accountId, query.condition));
}

/** What is looked for, where the index of words has it in the order that is asked for; null otherwise. */
function newestWithWords({ condition, order }: EmailQuery): readonly WordSearch[] | null {
  const [first, ...more] = order;
  const isNewestFirst = first?.by === 'receivedAt' && !first.ascending && more.length === 0;
  if (!isNewestFirst || condition.kind !== 'and') return null;
  const words = condition.conditions.filter((inner) => inner.kind === 'words');
  return words.length === 0 ? null : words;
}

/** It ends with the page, however many have the words: cross joins keep the index of words in front. */
function newestFound(db: Kysely<Tables>, query: EmailQuery, words: readonly WordSearch[]) {
  const match = matchOf(query.accountId, words);
  return (
    db
      .selectFrom('messageWords')
      .crossJoin('searchable')
      .crossJoin('emails')
      .crossJoin('messages')
      .select('emails.id')
      .where(match === null ? sql.lit(false) : matching(match))
      .whereRef('searchable.number', '=', 'messageWords.rowid')
      .whereRef('emails.messageId', '=', 'searchable.messageId')
      .whereRef('messages.id', '=', 'searchable.messageId')
      // The plus keeps SQLite from walking the account once for every message that is found.
      .where(sql<SqlBool>`+${sql.ref('emails.accountId')} = ${query.accountId}`)
      .where(sql<SqlBool>`+${sql.ref('emails.receivedAtMs')} >= ${windowStartMs(query.nowMs)}`)
      .where((eb) => matches(eb, query.accountId, withoutWords(query.condition)))
      .orderBy('messageWords.rowid', 'desc')
  );
}

/** What the index of words has settled is not asked again, but for where words have to stand together. */
function withoutWords(condition: EmailCondition): EmailCondition {
  if (condition.kind !== 'and') return condition;
  const isOpen = (inner: EmailCondition): boolean => inner.kind !== 'words' || isPhrase(inner.text);
  return { kind: 'and', conditions: condition.conditions.filter(isOpen) };
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
  return db
    .selectFrom(admitted(db, query).as('found'))
    .select(['found.id', 'found.threadId'])
    .orderBy(orderOf(query));
}

/** The first of each conversation, in the order asked for: a window function would take four times as long (G52). */
async function newestOfThreads(
  db: Kysely<Tables>,
  query: EmailQuery,
  offset: number,
  limit: number | null,
): Promise<readonly string[]> {
  const seen = new Set<string>();
  const ids: string[] = [];
  for (const { id, threadId } of await orderedEmails(db, query).execute()) {
    if (seen.has(threadId)) continue;
    seen.add(threadId);
    ids.push(id);
  }
  return limit === null ? ids.slice(offset) : ids.slice(offset, offset + limit);
}

function matches(eb: Builder, accountId: string, condition: EmailCondition): Expression<SqlBool> {
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
      return hasWords(eb, accountId, condition);
    case 'always':
      return eb.lit(condition.is);
    case 'and':
      return eb.and(condition.conditions.map((inner) => matches(eb, accountId, inner)));
    case 'or':
      return eb.or(condition.conditions.map((inner) => matches(eb, accountId, inner)));
    case 'not':
      return eb.not(eb.or(condition.conditions.map((inner) => matches(eb, accountId, inner))));
  }
}

function mailboxList(mailboxes: readonly string[]) {
  return sql<never>`(${sql.join(mailboxes.map((mailbox) => sql.val(mailbox)))})`;
}

function hasWords(eb: Builder, accountId: string, search: WordSearch): Expression<SqlBool> {
  const match = matchOf(accountId, [search]);
  if (match === null) return eb.lit(false);
  const found = eb
    .selectFrom('messageWords')
    .innerJoin('searchable', 'searchable.number', 'messageWords.rowid')
    .select('searchable.messageId')
    .where(matching(match));
  const hasAll = eb('messages.id', 'in', found);
  return isPhrase(search.text) ? eb.and([hasAll, hasPhrase(eb, search)]) : hasAll;
}

function isPhrase(text: string): boolean {
  return /\s/u.test(text);
}

/** The index of words does not know which of them stand together. */
function hasPhrase(eb: Builder, { field, text }: WordSearch): Expression<SqlBool> {
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
