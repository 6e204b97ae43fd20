/** The service's capabilities over a real database in a temporary folder, with a clock that stands until it is moved. */
import type { Kysely } from 'kysely';
import { systemClock } from '../../service/clock/world-clock.ts';
import { createCore, type Core } from '../../service/core.ts';
import { createLabRecoveries, type LabRecoveries } from '../../service/lab/recoveries.ts';
import { systemChance } from '../../service/storage/chance.ts';
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import { openDatabase } from '../../service/storage/open-database.ts';
import type { PutBack } from '../../service/storage/organisation.ts';
import type { Tables } from '../../service/storage/tables.ts';
import { eventInputSchema, type EventInput } from '../../shared/http/continuity-events.ts';
import { groupInputSchema } from '../../shared/http/groups.ts';
import { personInputSchema } from '../../shared/http/people.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const NOW_MS = Date.parse('2026-11-23T09:00:00.000Z');
export const TESTER = 'tester';

export interface CoreRig {
  readonly core: Core;
  readonly db: Kysely<Tables>;
  readonly folder: string;
  readonly recoveries: LabRecoveries;
  readonly clock: { nowMs: number };
  /** What broke a listener, which the service goes on without. */
  readonly failures: unknown[];
  /** What was said of a database that came from a backup. */
  readonly putBack: readonly PutBack[];
  readonly addGroup: (name: string) => Promise<string>;
  readonly addPerson: (email: string, password?: string) => Promise<string>;
  readonly giveBack: () => void;
  readonly close: () => Promise<void>;
}

export async function openCore(folder = temporaryFolder()): Promise<CoreRig> {
  const { db, mark, giveBack, close } = await openDatabase(folder, MIGRATIONS);
  const clock = { nowMs: NOW_MS };
  const recoveries = createLabRecoveries();
  const failures: unknown[] = [];
  const putBack: PutBack[] = [];
  const core = await createCore({
    db,
    mark,
    recoveries,
    putBack: (facts) => putBack.push(facts),
    chance: systemChance,
    clock: { ...systemClock, nowMs: () => clock.nowMs },
    failed: (error) => failures.push(error),
  });
  return {
    core,
    db,
    folder,
    recoveries,
    clock,
    failures,
    putBack,
    addGroup: async (name) => (await core.groups.create(TESTER, groupInputSchema.parse({ name }))).id,
    addPerson: async (email, password) => {
      const person = personInputSchema.parse({ email, displayName: email, password });
      return (await core.people.create(TESTER, person)).id;
    },
    giveBack,
    close,
  };
}

/** A valid continuity event of an hour from now, but for what is given. */
export function eventInput(given: Partial<EventInput> & { readonly affectedGroupId: string }): EventInput {
  return eventInputSchema.parse({
    description: 'Mail is down',
    start: new Date(NOW_MS + 3_600_000).toISOString(),
    end: new Date(NOW_MS + 7_200_000).toISOString(),
    ...given,
  });
}
