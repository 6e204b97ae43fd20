/** Lets go of what is long over: continuity events with their receipts, what was submitted with its traces, devices of people who left. */
import { sql, type Kysely } from 'kysely';
import { fromMs, HOUR_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import { OPEN_STATES } from '../../shared/http/mail-flow.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { Tables } from '../storage/tables.ts';
import type { WritePath } from '../storage/write-path.ts';

/** Rows of one transaction: nobody waits long for it. */
const CHUNK = 500;
const TRIM_EVERY_MS = 6 * HOUR_MS;
/** Between two chunks, while there are more. */
const REST_MS = SECOND_MS;

export interface RetentionNeeds {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly keptMs: number;
  /** Gives the disk back some of what is free in the database. */
  readonly giveBack: () => void;
}

/** A little of it; resolves with whether there is more. `settledMs`: the time by which things may be destroyed for their age. */
export async function forgetOld(needs: RetentionNeeds, settledMs: number): Promise<boolean> {
  const { db, keptMs, giveBack } = needs;
  const beforeMs = settledMs - keptMs;
  const before = fromMs(beforeMs);
  const counts = [
    await forgetEvents(needs, before),
    await forgetReceipts(db, before),
    await forgetSubmissions(db, beforeMs),
    await forgetRows(db, 'removedDevices', sql`${sql.ref('removedAt')} < ${before}`),
  ];
  giveBack();
  return counts.some((count) => count >= CHUNK);
}

/** Forgets now and again, until stopped; `forget` is asked at once when there was more. */
export function startRetention(
  forget: (settledMs: number) => Promise<boolean>,
  clock: { readonly settledMs: () => number; readonly schedule: (delayMs: number, run: () => void) => Stop },
  failed: (error: unknown) => void,
): Stop {
  let stopTimer: Stop = () => undefined;
  let phase: 'running' | 'stopped' = 'running';
  const trim = (): void => {
    const again = (delayMs: number): void => {
      if (phase === 'running') stopTimer = clock.schedule(delayMs, trim);
    };
    forget(clock.settledMs()).then(
      (more) => again(more ? REST_MS : TRIM_EVERY_MS),
      (error: unknown) => {
        failed(error);
        again(TRIM_EVERY_MS);
      },
    );
  };
  stopTimer = clock.schedule(REST_MS, trim);
  return () => {
    phase = 'stopped';
    stopTimer();
  };
}

/** Each with an entry in the audit log, which keeps what it was; not while mail that it held is on its way. */
async function forgetEvents({ writePath }: RetentionNeeds, before: string): Promise<number> {
  return writePath.transact(async ({ db, audit }) => {
    const old = await db
      .selectFrom('continuityEvents')
      .select(['id', 'description', 'start', 'end'])
      .where('end', '<', before)
      .where('toldStatus', '=', 'expired')
      .where((row) =>
        row.not(
          row.exists(
            row
              .selectFrom('mailDeliveries')
              .select('mailDeliveries.seq')
              .whereRef('mailDeliveries.heldEventId', '=', 'continuityEvents.id')
              .where('mailDeliveries.state', 'in', OPEN_STATES),
          ),
        ),
      )
      .limit(CHUNK)
      .execute();
    for (const { id, ...detail } of old) {
      await db.deleteFrom('continuityEvents').where('id', '=', id).execute();
      const entry = { service: 'continuity', actor: 'service', action: 'continuity-event.forget' } as const;
      await audit({ ...entry, target: id, detail });
    }
    return old.length;
  });
}

/** Of events that are no longer kept: each event is looked for once, by the index. */
async function forgetReceipts(db: Kysely<Tables>, before: string): Promise<number> {
  let eventId = '';
  for (;;) {
    const next = await db
      .selectFrom('receipts')
      .select((row) => row.fn.min<string | null>('eventId').as('eventId'))
      .where('eventId', '>', eventId)
      .executeTakeFirst();
    if (next === undefined || next.eventId === null) return 0;
    eventId = next.eventId;
    const kept = await db
      .selectFrom('continuityEvents')
      .select('id')
      .where('id', '=', eventId)
      .executeTakeFirst();
    if (kept !== undefined) continue;
    const isOld = sql`${sql.ref('eventId')} = ${eventId} and ${sql.ref('receivedAt')} < ${before}`;
    const forgotten = await forgetRows(db, 'receipts', isOld);
    if (forgotten >= CHUNK) return forgotten;
  }
}

/** Its id counts for as long as it is kept: no device has anything in its outbox for so long (G29). */
async function forgetSubmissions(db: Kysely<Tables>, beforeMs: number): Promise<number> {
  const before = fromMs(beforeMs);
  const over = sql`${sql.ref('sendAtMs')} < ${beforeMs} and ${sql.ref('undoStatus')} <> 'pending'`;
  const delivered = sql`${sql.ref('submissionId')} is not null and ${sql.ref('finishedAt')} < ${before} and ${sql.ref('reportDue')} = 0`;
  return Math.max(
    await forgetRows(db, 'emailSubmissions', over),
    await forgetRows(db, 'mailDeliveries', delivered),
  );
}

async function forgetRows(
  db: Kysely<Tables>,
  table: 'receipts' | 'emailSubmissions' | 'mailDeliveries' | 'removedDevices',
  isOld: ReturnType<typeof sql>,
): Promise<number> {
  const { numAffectedRows } = await sql`delete from ${sql.table(table)} where rowid in
    (select rowid from ${sql.table(table)} where ${isOld} limit ${sql.lit(CHUNK)})`.execute(db);
  return Number(numAffectedRows ?? 0);
}
