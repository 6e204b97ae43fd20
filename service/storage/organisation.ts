/** The organisation's row: made with the database, read by everyone who speaks for the service. */
import type { Kysely } from 'kysely';
import { fromMs } from '../../shared/domain/instant.ts';
import type { Chance } from './chance.ts';
import type { Tables } from './tables.ts';

export interface Organisation {
  readonly serviceId: string;
  readonly name: string;
  readonly epoch: string;
  /** 32 random bytes, base64url. */
  readonly tokenSecret: string;
}

const EPOCH_BYTES = 16;
const SECRET_BYTES = 32;
const DEFAULT_NAME = 'Continuity Control Service';

/** Reads the row, and makes it in a new database. */
export async function openOrganisation(
  db: Kysely<Tables>,
  chance: Chance,
  nowMs: number,
): Promise<Organisation> {
  await db
    .insertInto('organisation')
    .values({
      id: 1,
      serviceId: chance.id(),
      name: DEFAULT_NAME,
      epoch: chance.token(EPOCH_BYTES),
      revision: 0,
      horizon: 0,
      createdAt: fromMs(nowMs),
      tokenSecret: chance.token(SECRET_BYTES),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return db
    .selectFrom('organisation')
    .select(['serviceId', 'name', 'epoch', 'tokenSecret'])
    .executeTakeFirstOrThrow();
}
