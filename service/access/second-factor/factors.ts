/** Sets up and takes away second factors; what a session may do follows from those that there are. */
import type { Kysely } from 'kysely';
import { fromMs } from '../../../shared/domain/instant.ts';
import {
  FACTOR_NAME_CHARACTERS,
  type Enrolled,
  type NewTotp,
  type TotpConfirmation,
} from '../../../shared/http/second-factor.ts';
import { invalid } from '../../refusal.ts';
import type { Chance } from '../../storage/chance.ts';
import type { Tables } from '../../storage/tables.ts';
import type { Unit, WritePath } from '../../storage/write-path.ts';
import { checkRequiredText, cleanLine } from '../../text.ts';
import { getAdministrator } from '../administrator-store.ts';
import type { FoundSession } from '../sessions.ts';
import { challengeOver, type Challenges } from './challenges.ts';
import { getFactor, hasSecondFactor } from './factor-store.ts';
import { auditFactor, wrongCode } from './proofs.ts';
import { newRecoveryCodes, replaceRecoveryCodes } from './recovery-codes.ts';
import { matchingStep, newTotpSecret, totpAddress } from './totp.ts';

type Own = Pick<FoundSession, 'administratorId' | 'secretHash'>;

export interface SecondFactors {
  readonly beginTotp: (administratorId: string) => Promise<NewTotp>;
  /** With the first factor the other sessions end, which showed none. Throws a `Refusal`: invalid or conflict. */
  readonly confirmTotp: (own: Own, given: TotpConfirmation) => Promise<Enrolled>;
  /** With the last one the recovery codes go too. */
  readonly remove: (administratorId: string, id: string) => Promise<void>;
  /** By somebody else: everything, and every session. */
  readonly reset: (actor: string, administratorId: string) => Promise<void>;
  readonly renewRecoveryCodes: (administratorId: string) => Promise<readonly string[]>;
}

interface Needs {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly chance: Chance;
  readonly challenges: Challenges;
  /** Before the account in an authenticator app. */
  readonly issuer: string;
  readonly nowMs: () => number;
}

export function createSecondFactors(needs: Needs): SecondFactors {
  const { db, writePath, chance, challenges, issuer, nowMs } = needs;
  return {
    async beginTotp(administratorId) {
      const { email } = await getAdministrator(db, administratorId);
      const secret = newTotpSecret(chance);
      const open = await challenges.open(administratorId, 'enrol-totp', secret);
      return { ...open, secret, address: totpAddress(secret, email, issuer) };
    },
    confirmTotp: (own, given) => confirmTotp(needs, own, given),
    remove: (administratorId, id) =>
      writePath.transact(async (unit) => {
        const before = await getFactor(unit.db, administratorId, id);
        await unit.db.deleteFrom('secondFactors').where('id', '=', id).execute();
        if (!(await hasSecondFactor(unit.db, administratorId)))
          await replaceRecoveryCodes(unit, administratorId, []);
        await auditOwn(unit, 'second-factor.remove', administratorId, { before });
      }),
    reset: (actor, administratorId) =>
      writePath.transact(async (unit) => {
        await getAdministrator(unit.db, administratorId);
        for (const table of ['secondFactors', 'recoveryCodes', 'factorChallenges', 'sessions'] as const)
          await unit.db.deleteFrom(table).where('administratorId', '=', administratorId).execute();
        await markReset(unit, administratorId, fromMs(nowMs()));
        await auditFactor(unit, actor, 'second-factor.reset', administratorId, {});
      }),
    renewRecoveryCodes: (administratorId) =>
      writePath.transact(async (unit) => {
        const codes = newRecoveryCodes(chance);
        await replaceRecoveryCodes(unit, administratorId, codes);
        await auditOwn(unit, 'recovery-codes.renew', administratorId, {});
        return codes;
      }),
  };
}

async function confirmTotp(
  { writePath, chance, challenges, nowMs }: Needs,
  own: Own,
  { challenge, code, ...given }: TotpConfirmation,
): Promise<Enrolled> {
  const name = cleanLine(given.name);
  const problems = checkRequiredText('/name', name, FACTOR_NAME_CHARACTERS);
  if (problems.length > 0) throw invalid(problems);
  const enrolled = await writePath.transact(async (unit) => {
    const found = await challenges.find(unit.db, challenge, 'enrol-totp');
    if (found.administratorId !== own.administratorId || found.newSecret === null) throw challengeOver();
    const step = matchingStep(found.newSecret, code, nowMs(), 0);
    if (step === null) {
      await challenges.failed(unit, found);
      return null;
    }
    await challenges.close(unit, found);
    const factor = { kind: 'totp' as const, name, secret: found.newSecret, lastCount: step };
    return addFactor(
      unit,
      own,
      { ...NO_PASSKEY, ...factor, id: chance.id(), createdAt: fromMs(nowMs()) },
      chance,
    );
  });
  if (enrolled === null) throw wrongCode();
  return enrolled;
}

const NO_PASSKEY = { credentialId: null, rpId: null, transports: null };

type NewFactor = Omit<Tables['secondFactors'], 'administratorId' | 'lastUsedAt'>;

async function addFactor(
  unit: Unit,
  { administratorId, secretHash }: Own,
  factor: NewFactor,
  chance: Chance,
): Promise<Enrolled> {
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

async function markReset(
  { db }: Unit,
  administratorId: string,
  factorsResetAt: string | null,
): Promise<void> {
  await db.updateTable('administrators').set({ factorsResetAt }).where('id', '=', administratorId).execute();
}

function auditOwn(unit: Unit, action: string, administratorId: string, detail: unknown): Promise<void> {
  return auditFactor(unit, `administrator:${administratorId}`, action, administratorId, detail);
}
