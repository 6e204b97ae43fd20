/** The words by which mail is found: the same rule of what a word is as on the device, newest first without sorting (C3). */
import { sql, type Kysely, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import { indexable, queryWords } from '../../../shared/domain/search-words.ts';
import type { Tables } from '../../storage/tables.ts';
import type { ParsedMail } from '../mime/mail-content.ts';

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
  readonly mail: Pick<ParsedMail, 'searchText'>;
}

/** What is also kept as columns, in lower case. */
interface SearchTexts {
  readonly subjectText: string;
  readonly fromText: string;
  readonly toText: string;
  readonly ccText: string;
}

/** `owners` are the accounts that have it; none comes later. */
export async function indexMessage(
  transaction: Transaction<Tables>,
  { id, receivedAtMs, mail }: Searched,
  texts: SearchTexts,
  owners: readonly string[],
): Promise<void> {
  const number = await freeNumber(transaction, receivedAtMs * NUMBERS_A_MS);
  await transaction.insertInto('searchable').values({ number, messageId: id }).execute();
  await transaction
    .insertInto('messageWords')
    .values({
      rowid: number,
      owners: owners.map(ownerWord).join(' '),
      subject: indexable(texts.subjectText),
      sender: indexable(texts.fromText),
      recipients: indexable(texts.toText),
      copied: indexable(texts.ccText),
      body: mail.searchText,
    })
    .execute();
}

async function freeNumber(db: Kysely<Tables>, first: number): Promise<number> {
  const greatest = (before?: number) =>
    db
      .selectFrom('searchable')
      .select((row) => row.fn.max('number').as('number'))
      .where('number', '>=', before === undefined ? 0 : first)
      .where('number', '<', before ?? Number.MAX_SAFE_INTEGER)
      .executeTakeFirst();
  const last = (await greatest(first + NUMBERS_A_MS))?.number ?? null;
  if (last === null) return first;
  if (last + 1 < first + NUMBERS_A_MS) return last + 1;
  return ((await greatest())?.number ?? first) + 1;
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
