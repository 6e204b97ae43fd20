/** The words by which mail is found: the same rule of what a word is as on the device, newest first without sorting (C3). */
import { sql, type Kysely, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import { indexable, queryWords } from '../../../shared/domain/search-words.ts';
import type { Tables } from '../../storage/tables.ts';
import type { EmailAddress, MailContent, ParsedMail } from '../mime/mail-content.ts';

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

/** `owners` are the accounts that have it; none comes later. */
export async function indexMessage(
  transaction: Transaction<Tables>,
  { id, receivedAtMs, mail }: Searched,
  owners: readonly string[],
): Promise<void> {
  const texts = searchTextsOf(mail.content);
  const number = await freeNumber(transaction, receivedAtMs * NUMBERS_A_MS);
  await transaction.insertInto('searchable').values({ number, messageId: id }).execute();
  await transaction
    .insertInto('messageWords')
    .values({
      rowid: number,
      owners: [...new Set(owners)].map(ownerWord).join(' '),
      subject: indexable(texts.subjectText),
      sender: indexable(texts.fromText),
      recipients: indexable(texts.toText),
      copied: indexable(texts.ccText),
      body: mail.searchText,
    })
    .execute();
}

/** The next one of its millisecond; where that is full, behind all others. */
async function freeNumber(db: Kysely<Tables>, first: number): Promise<number> {
  const numbers = db.selectFrom('searchable').select((row) => row.fn.max<number | null>('number').as('last'));
  const end = first + NUMBERS_A_MS;
  const { last } = await numbers
    .where('number', '>=', first)
    .where('number', '<', end)
    .executeTakeFirstOrThrow();
  if (last === null) return first;
  if (last + 1 < end) return last + 1;
  return ((await numbers.executeTakeFirstOrThrow()).last ?? last) + 1;
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
