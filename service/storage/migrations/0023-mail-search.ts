/** What mail is searched by: words with their prefixes, in the order of receipt, and whose mailboxes have it. */
import { sql, type Kysely } from 'kysely';
import { indexable } from '../../../shared/domain/search-words.ts';
import type { Migration } from '../migration.ts';

export const mailSearch: Migration = {
  number: 23,
  name: 'mail-search',
  async up(db) {
    await db.schema
      .createTable('searchable')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('messageId', 'text', (column) =>
        column.notNull().unique().references('messages.id').onDelete('cascade'),
      )
      .execute();
    // As on the device: contentless, no positions, prefixes of two and three letters ready (performance 3.3).
    await sql`create virtual table ${sql.table('messageWords')} using fts5(
      owners, subject, sender, recipients, copied, body,
      content = '', contentless_delete = 1, detail = column, prefix = '2 3', tokenize = 'ascii')`.execute(db);
    await sql`create trigger ${sql.id('searchableGone')} after delete on ${sql.table('searchable')} begin
      delete from ${sql.table('messageWords')} where rowid = old.number; end`.execute(db);
    await indexWhatIsThere(db);
  },
};

/** More messages than come in one millisecond. */
const NUMBERS_A_MS = 4096;

interface Old {
  readonly id: string;
  readonly receivedAtMs: number;
  readonly place: number;
  readonly owners: string | null;
  readonly body: string | null;
  readonly subjectText: string;
  readonly fromText: string;
  readonly toText: string;
  readonly ccText: string;
}

async function indexWhatIsThere(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ readonly id: string }>`select id from messages`.execute(db);
  for (const { id } of rows) {
    const [old] = (
      await sql<Old>`select m.*, (select count(*) from messages n where n.${sql.id('receivedAtMs')} = m.${sql.id('receivedAtMs')} and n.id < m.id) place,
        (select group_concat(distinct 'o' || lower(hex(e.${sql.id('accountId')}))) from emails e where e.${sql.id('messageId')} = m.id) owners,
        (select group_concat(b.value, ' ') from ${sql.table('messageBodies')} b where b.${sql.id('messageId')} = m.id) body
        from messages m where m.id = ${id}`.execute(db)
    ).rows;
    if (old === undefined) continue;
    const number = old.receivedAtMs * NUMBERS_A_MS + old.place;
    await sql`insert into searchable values (${number}, ${id})`.execute(db);
    const texts = [old.subjectText, old.fromText, old.toText, old.ccText, old.body ?? ''].map(indexable);
    await sql`insert into ${sql.table('messageWords')} (rowid, owners, subject, sender, recipients, copied, body)
      values (${number}, ${old.owners?.replaceAll(',', ' ') ?? ''}, ${sql.join(texts)})`.execute(db);
  }
}
