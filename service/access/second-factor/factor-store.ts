/** Reads second factors, and whether anybody still owes one. */
import type { Kysely } from 'kysely';
import type {
  FactorChallenge,
  FactorView,
  ProofKind,
  SecondFactorView,
} from '../../../shared/http/second-factor.ts';
import { notFound } from '../../refusal.ts';
import type { Tables } from '../../storage/tables.ts';
import type { OpenChallenge } from './challenges.ts';
import { passkeyRequest } from './passkeys.ts';
import { recoveryCodesLeft } from './recovery-codes.ts';
import type { RelyingParty } from './relying-party.ts';

const VIEW = ['id', 'kind', 'name', 'rpId as host', 'createdAt', 'lastUsedAt'] as const;

export async function secondFactorView(
  db: Kysely<Tables>,
  administratorId: string,
  relyingParty: RelyingParty | null,
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
    passkeysHere: relyingParty !== null,
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

/** An open challenge as it is sent: with what can answer it at this address, by whoever has a factor. */
export async function factorChallenge(
  db: Kysely<Tables>,
  administratorId: string,
  open: OpenChallenge,
  relyingParty: RelyingParty | null,
): Promise<FactorChallenge> {
  const passkey = await passkeyRequest(db, administratorId, relyingParty, open.challenge);
  const app = await db
    .selectFrom('secondFactors')
    .select('id')
    .where('administratorId', '=', administratorId)
    .where('kind', '=', 'totp')
    .executeTakeFirst();
  const kinds: ProofKind[] = [];
  if (passkey !== null) kinds.push('passkey');
  if (app !== undefined) kinds.push('totp');
  if ((await recoveryCodesLeft(db, administratorId)) > 0) kinds.push('recovery-code');
  return { ...open, kinds, passkey };
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
