/** Adds a factor that has been shown to work; the first one brings recovery codes, and ends what showed none. */
import type { Kysely } from 'kysely';
import { FACTOR_NAME_CHARACTERS, MAX_FACTORS, type Enrolled } from '../../../shared/http/second-factor.ts';
import { conflict, invalid } from '../../refusal.ts';
import type { Chance } from '../../storage/chance.ts';
import type { Tables } from '../../storage/tables.ts';
import type { Unit } from '../../storage/write-path.ts';
import { checkRequiredText, cleanLine } from '../../text.ts';
import type { FoundSession } from '../sessions.ts';
import { getFactor, hasSecondFactor } from './factor-store.ts';
import { auditFactor } from './proofs.ts';
import { newRecoveryCodes, replaceRecoveryCodes } from './recovery-codes.ts';

export type Own = Pick<FoundSession, 'administratorId' | 'secretHash'>;

/** As it is kept. Throws a `Refusal` (invalid). */
export function factorName(given: string): string {
  const name = cleanLine(given);
  const problems = checkRequiredText('/name', name, FACTOR_NAME_CHARACTERS);
  if (problems.length > 0) throw invalid(problems);
  return name;
}

/** Throws a `Refusal` (conflict). */
export async function checkRoom(db: Kysely<Tables>, administratorId: string): Promise<void> {
  const { count } = await db
    .selectFrom('secondFactors')
    .select((each) => each.fn.countAll<number>().as('count'))
    .where('administratorId', '=', administratorId)
    .executeTakeFirstOrThrow();
  if (count < MAX_FACTORS) return;
  const naming = { code: 'too-many-factors', limit: MAX_FACTORS } as const;
  throw conflict(naming, 'these are as many as there can be: remove one first');
}

export type NewFactor = Omit<Tables['secondFactors'], 'administratorId' | 'lastUsedAt'>;

export async function addFactor(
  unit: Unit,
  { administratorId, secretHash }: Own,
  factor: NewFactor,
  chance: Chance,
): Promise<Enrolled> {
  await checkRoom(unit.db, administratorId);
  const isFirst = !(await hasSecondFactor(unit.db, administratorId));
  await unit.db
    .insertInto('secondFactors')
    .values({ ...factor, administratorId, lastUsedAt: null })
    .execute();
  const after = await getFactor(unit.db, administratorId, factor.id);
  await auditOwn(unit, 'second-factor.add', administratorId, { after });
  if (!isFirst) return { recoveryCodes: null };
  await markReset(unit, administratorId, null);
  await unit.db
    .deleteFrom('sessions')
    .where('administratorId', '=', administratorId)
    .where('secretHash', '!=', secretHash)
    .execute();
  const recoveryCodes = [...newRecoveryCodes(chance)];
  await replaceRecoveryCodes(unit, administratorId, recoveryCodes);
  return { recoveryCodes };
}

export async function markReset(
  { db }: Unit,
  administratorId: string,
  factorsResetAt: string | null,
): Promise<void> {
  await db.updateTable('administrators').set({ factorsResetAt }).where('id', '=', administratorId).execute();
}

export function auditOwn(
  unit: Unit,
  action: string,
  administratorId: string,
  detail: unknown,
): Promise<void> {
  return auditFactor(unit, `administrator:${administratorId}`, action, administratorId, detail);
}
