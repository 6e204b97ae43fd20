/** The words by which mail is found: the same rule of what a word is as on the device, newest first without sorting (C3). */
import { sql, type Kysely, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import { indexable, queryWords } from '../../../shared/domain/search-words.ts';
import { chunksOf } from '../../storage/rows.ts';
import type { Tables } from '../../storage/tables.ts';
import type { EmailAddress, MailContent, ParsedMail } from '../../../shared/mail/mail-content.ts';

/** So that numbers grow with the time of receipt: more messages than come in one millisecond. */
const NUMBERS_A_MS = 4096;
/** A query of more is of no more use. */
const MAX_QUERY_WORDS = 32;

export type SearchField = 'subject' | 'from' | 'to' | 'cc' | 'body' | 'any';

const COLUMNS: Readonly<Record<SearchField, string>> = {
  subject: 'subject',
  from: 'sender',
  to: 'recipients',
  cc: 'copied',
  body: 'body',
  any: '{subject sender recipients copied body}',
};

interface Searched {
  readonly id: string;
  readonly receivedAtMs: number;
  readonly mail: Pick<ParsedMail, 'content' | 'searchText'>;
}

/** What is also kept as columns, in lower case. */
interface SearchTexts {
  readonly subjectText: string;
  readonly fromText: string;
  readonly toText: string;
  readonly ccText: string;
}

/** Of the header; addresses with their names, one a line. */
export function searchTextsOf({ subject, from, to, cc }: MailContent): SearchTexts {
  const linesOf = (addresses: readonly EmailAddress[]): string =>
    addresses.map(({ name, email }) => `${name ?? ''} <${email}>`.toLowerCase()).join('\n');
  return {
    subjectText: subject.toLowerCase(),
    fromText: linesOf(from),
    toText: linesOf(to),
    ccText: linesOf(cc),
  };
}

interface Indexed {
  readonly message: Searched;
  /** The accounts that have it; none comes later. */
  readonly owners: readonly string[];
}

export async function indexMessages(
  transaction: Transaction<Tables>,
  messages: readonly Indexed[],
): Promise<void> {
  const numbers = await freeNumbers(
    transaction,
    messages.map(({ message }) => message.receivedAtMs),
  );
  const places = messages.map(({ message }, index) => ({
    number: numbers[index] ?? 0,
    messageId: message.id,
  }));
  for (const some of chunksOf(places)) await transaction.insertInto('searchable').values(some).execute();
  const rows = messages.map((one, index) => wordsOf(one, numbers[index] ?? 0));
  for (const some of chunksOf(rows)) await transaction.insertInto('messageWords').values(some).execute();
}

function wordsOf({ message: { mail }, owners }: Indexed, rowid: number): Tables['messageWords'] {
  const texts = searchTextsOf(mail.content);
  return {
    rowid,
    owners: [...new Set(owners)].map(ownerWord).join(' '),
    subject: indexable(texts.subjectText),
    sender: indexable(texts.fromText),
    recipients: indexable(texts.toText),
    copied: indexable(texts.ccText),
    body: mail.searchText,
  };
}

/** The next one of its millisecond; where that is full, behind all others. */
async function freeNumbers(db: Kysely<Tables>, timesMs: readonly number[]): Promise<readonly number[]> {
  const lasts = await lastNumbers(db, [...new Set(timesMs)]);
  const numbers: number[] = [];
  for (const timeMs of timesMs) {
    const next = (lasts.get(timeMs) ?? timeMs * NUMBERS_A_MS - 1) + 1;
    const isFull = millisecondOf(next) !== timeMs;
    const number = isFull ? Math.max(await lastNumber(db), ...numbers) + 1 : next;
    lasts.set(millisecondOf(number), number);
    numbers.push(number);
  }
  return numbers;
}

function millisecondOf(number: number): number {
  return Math.floor(number / NUMBERS_A_MS);
}

/** Of each millisecond that has any. */
async function lastNumbers(db: Kysely<Tables>, timesMs: readonly number[]): Promise<Map<number, number>> {
  const lasts = new Map<number, number>();
  for (const some of chunksOf(timesMs)) {
    const rows = await db
      .selectFrom('searchable')
      .select('number')
      .where((row) =>
        row.or(some.map((ms) => row.between('number', ms * NUMBERS_A_MS, (ms + 1) * NUMBERS_A_MS - 1))),
      )
      .orderBy('number')
      .execute();
    for (const { number } of rows) lasts.set(millisecondOf(number), number);
  }
  return lasts;
}

async function lastNumber(db: Kysely<Tables>): Promise<number> {
  const { last } = await db
    .selectFrom('searchable')
    .select((row) => row.fn.max<number | null>('number').as('last'))
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

/** Ids may hold anything, words only letters and digits. */
function ownerWord(accountId: string): string {
  return `o${Buffer.from(accountId).toString('hex')}`;
}

export interface WordSearch {
  readonly field: SearchField;
  readonly text: string;
}

/** Every word as a prefix; null: the text has no word, and nothing has it. */
export function matchOf(accountId: string, searches: readonly WordSearch[]): string | null {
  const parts: string[] = [];
  for (const { field, text } of searches) {
    const words = queryWords(text, MAX_QUERY_WORDS);
    if (words.length === 0) return null;
    parts.push(...words.map((word) => `${COLUMNS[field]} : "${word}" *`));
  }
  return [`owners : "${ownerWord(accountId)}"`, ...parts].join(' AND ');
}

export const matching = (match: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`${sql.table('messageWords')} match ${match}`;
