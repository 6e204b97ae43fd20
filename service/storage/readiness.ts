/** Whether the database answers. */
import type { Kysely } from 'kysely';
import type { ReadinessSource } from '../readiness.ts';
import type { Tables } from './tables.ts';

export function storageReadiness(db: Kysely<Tables>, failed: (error: unknown) => void): ReadinessSource {
  return async () => {
    try {
      await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
      return [];
    } catch (error) {
      failed(error);
      return [{ code: 'storage-unavailable', message: 'The database does not answer.' }];
    }
  };
}
