/** Writes down what happens to messages on their way, in the transaction in which it happens. */
import type { Kysely } from 'kysely';
import { fromMs } from '../../shared/domain/instant.ts';
import type { TraceStep } from '../../shared/http/mail-flow.ts';
import { chunksOf } from '../storage/rows.ts';
import type { Tables } from '../storage/tables.ts';

export interface TraceLine {
  readonly messageId: string;
  readonly deliveryId: string | null;
  readonly step: TraceStep;
  readonly actor?: string | null;
  readonly detail?: string | null;
  /** Absent: when it is written down. */
  readonly happenedMs?: number;
}

export async function trace(db: Kysely<Tables>, atMs: number, lines: readonly TraceLine[]): Promise<void> {
  for (const some of chunksOf(lines)) {
    const rows = some.map(({ actor = null, detail = null, happenedMs = atMs, ...line }) => {
      return { ...line, at: fromMs(happenedMs), actor, detail };
    });
    await db.insertInto('mailTrace').values(rows).execute();
  }
}
