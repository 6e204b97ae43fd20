/** Opens the service's clock on what the former run kept of it in the database. */
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import { createServiceClock, type SteerableClock } from './service-clock.ts';
import type { KeptTime } from './trusted-time.ts';
import type { WorldClock } from './world-clock.ts';

export async function openServiceClock(
  db: Kysely<Tables>,
  world: WorldClock,
  failed: (error: unknown) => void,
): Promise<SteerableClock> {
  const kept = await readKeptTime(db);
  return createServiceClock({ world, kept, keep: (time) => keepTime(db, time), failed });
}

/** null: nothing was kept yet. */
async function readKeptTime(db: Kysely<Tables>): Promise<KeptTime | null> {
  const row = await db
    .selectFrom('serviceClock')
    .select(['serviceMs', 'elapsedMs', 'bootId'])
    .executeTakeFirst();
  return row ?? null;
}

async function keepTime(db: Kysely<Tables>, time: KeptTime): Promise<void> {
  const { bootId } = time;
  const values = { bootId, serviceMs: Math.round(time.serviceMs), elapsedMs: Math.round(time.elapsedMs) };
  await db
    .insertInto('serviceClock')
    .values({ id: 1, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}
