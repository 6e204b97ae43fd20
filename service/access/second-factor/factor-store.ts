/** Reads second factors, and whether anybody still owes one. */
import type { Kysely } from 'kysely';
import type { FactorView, ProofKind, SecondFactorView } from '../../../shared/http/second-factor.ts';
import { notFound } from '../../refusal.ts';
import type { Tables } from '../../storage/tables.ts';
import { recoveryCodesLeft } from './recovery-codes.ts';

const VIEW = ['id', 'kind', 'name', 'createdAt', 'lastUsedAt'] as const;

export async function secondFactorView(
  db: Kysely<Tables>,
  administratorId: string,
): Promise<SecondFactorView> {
  const factors = await db
    .selectFrom('secondFactors')
    .select(VIEW)
    .where('administratorId', '=', administratorId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  const { factorsResetAt } = await db
    .selectFrom('administrators')
    .select('factorsResetAt')
    .where('id', '=', administratorId)
    .executeTakeFirstOrThrow();
  return {
    factors,
    recoveryCodesLeft: await recoveryCodesLeft(db, administratorId),
    required: await isSecondFactorRequired(db),
    resetAt: factorsResetAt,
  };
}

/** Throws a `Refusal` (not-found), also where it is somebody else's. */
export async function getFactor(
  db: Kysely<Tables>,
  administratorId: string,
  id: string,
): Promise<FactorView> {
  const row = await db
    .selectFrom('secondFactors')
    .select(VIEW)
    .where('administratorId', '=', administratorId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound('second factor');
  return row;
}

export async function hasSecondFactor(db: Kysely<Tables>, administratorId: string): Promise<boolean> {
  const row = await db
    .selectFrom('secondFactors')
    .select('id')
    .where('administratorId', '=', administratorId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What can be answered with; nothing where there is no factor. */
export async function proofKinds(db: Kysely<Tables>, administratorId: string): Promise<readonly ProofKind[]> {
  if (!(await hasSecondFactor(db, administratorId))) return [];
  return (await recoveryCodesLeft(db, administratorId)) > 0 ? ['totp', 'recovery-code'] : ['totp'];
}

export async function isSecondFactorRequired(db: Kysely<Tables>): Promise<boolean> {
  const { requireSecondFactor } = await db
    .selectFrom('organisation')
    .select('requireSecondFactor')
    .executeTakeFirstOrThrow();
  return requireSecondFactor === 1;
}

/** Whether the organisation asks for what this one does not have. */
export async function mustEnrol(db: Kysely<Tables>, administratorId: string): Promise<boolean> {
  return (await isSecondFactorRequired(db)) && !(await hasSecondFactor(db, administratorId));
}
