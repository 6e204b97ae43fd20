/** The organisation that every simulation starts with: made once by the real core, then copied as a database. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createCore } from '../../service/core.ts';
import { NO_RECOVERIES } from '../../service/lab/recoveries.ts';
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import { openDatabase } from '../../service/storage/open-database.ts';
import { groupInputSchema } from '../../shared/http/groups.ts';
import { personInputSchema } from '../../shared/http/people.ts';
import { plainPasswords, secretOf } from './plain-secrets.ts';
import { createRandom } from './random.ts';
import { GROUPS, peopleOf } from './script.ts';
import { PASSWORD } from './sessions.ts';

export interface Organisation {
  readonly folder: string;
  readonly groupIds: readonly string[];
  readonly people: readonly {
    readonly id: string;
    readonly email: string;
    readonly groupIds: readonly string[];
  }[];
}

export const ADMINISTRATOR = 'administrator';
export const START_MS = Date.parse('2026-11-23T08:00:00.000Z');

export async function createOrganisation(folder: string, computers: number): Promise<Organisation> {
  rmSync(folder, { recursive: true, force: true });
  const database = await openDatabase(folder, MIGRATIONS);
  const random = createRandom(0, 'organisation');
  const core = await createCore({
    db: database.db,
    mark: database.mark,
    clock: { nowMs: () => START_MS, monotonicMs: () => 0, schedule: () => () => undefined },
    chance: { id: random.id, token: () => secretOf(random.id()) },
    recoveries: NO_RECOVERIES,
    passwords: plainPasswords,
    putBack: () => undefined,
    failed: (error) => {
      throw error;
    },
  });
  const groupIds: string[] = [];
  for (let number = 0; number < GROUPS; number += 1) {
    const input = groupInputSchema.parse({ name: `group ${number}` });
    groupIds.push((await core.groups.create(ADMINISTRATOR, input)).id);
  }
  const people: Organisation['people'][number][] = [];
  for (let number = 0; number < peopleOf(computers); number += 1) {
    const email = `person${number}@north.example`;
    const input = personInputSchema.parse({ email, displayName: email, password: PASSWORD });
    const { id } = await core.people.create(ADMINISTRATOR, input);
    const numbers = number % 3 === 0 ? [number, number + 1] : [number];
    const own = numbers.map((at) => groupIds[at % GROUPS] ?? '');
    for (const groupId of own) await core.groups.setMember(ADMINISTRATOR, groupId, id, true);
    people.push({ id, email, groupIds: own });
  }
  await database.close();
  return { folder: path.resolve(folder), groupIds, people };
}
