/** The shape of a numbered migration. */
import type { Kysely } from 'kysely';

export interface Migration {
  /** Unique and never changed; applied in ascending order. */
  readonly number: number;
  readonly name: string;
  /** Runs in a transaction of its own. Knows no table types: those are of the newest schema. */
  readonly up: (db: Kysely<unknown>) => Promise<void>;
}
