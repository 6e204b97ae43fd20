/** Writes down what happens to messages on their way, in the transaction in which it happens. */
import type { Kysely } from 'kysely';
import { fromMs } from '../../shared/domain/instant.ts';
import type { TraceStep } from '../../shared/http/mail-flow.ts';
import type { Tables } from '../storage/tables.ts';

export interface TraceLine {
  readonly messageId: string;
  readonly deliveryId: string | null;
  readonly step: TraceStep;
  readonly actor?: string | null;
  readonly detail?: string | null;
}

/** SQLite binds at most 32,766 values in a statement. */
const LINES_AT_ONCE = 1000;

export async function trace(db: Kysely<Tables>, atMs: number, lines: readonly TraceLine[]): Promise<void> {
  const at = fromMs(atMs);
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    const rows = lines
      .slice(from, from + LINES_AT_ONCE)
      .map(({ actor = null, detail = null, ...line }) => ({ ...line, at, actor, detail }));
    await db.insertInto('mailTrace').values(rows).execute();
  }
}
