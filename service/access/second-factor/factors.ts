/** Sets up and takes away second factors; what a session may do follows from those that there are. */
import type { Kysely } from 'kysely';
import { fromMs } from '../../../shared/domain/instant.ts';
import type {
  BegunPasskey,
  Enrolled,
  NewTotp,
  PasskeyConfirmation,
  TotpConfirmation,
} from '../../../shared/http/second-factor.ts';
import type { Chance } from '../../storage/chance.ts';
import type { Tables } from '../../storage/tables.ts';
import type { WritePath } from '../../storage/write-path.ts';
import { getAdministrator } from '../administrator-store.ts';
import { auditOwn, markReset, type Own } from './add-factor.ts';
import type { Challenges } from './challenges.ts';
import { beginPasskey, confirmPasskey } from './enrol-passkey.ts';
import { beginTotp, confirmTotp } from './enrol-totp.ts';
import { getFactor, hasSecondFactor } from './factor-store.ts';
import type { PasskeyCheck } from './passkey-check.ts';
import { auditFactor } from './proofs.ts';
import { newRecoveryCodes, replaceRecoveryCodes } from './recovery-codes.ts';
import type { RelyingParty } from './relying-party.ts';

export interface SecondFactors {
  /** Throws a `Refusal` (conflict). */
  readonly beginTotp: (administratorId: string) => Promise<NewTotp>;
  /** With the first factor the other sessions end, which showed none. Throws a `Refusal`: invalid or conflict. */
  readonly confirmTotp: (own: Own, given: TotpConfirmation) => Promise<Enrolled>;
  /** For the address that was asked; null: no passkey works there. Throws a `Refusal` (conflict). */
  readonly beginPasskey: (
    administratorId: string,
    relyingParty: RelyingParty | null,
  ) => Promise<BegunPasskey>;
  /** As `confirmTotp`. */
  readonly confirmPasskey: (
    own: Own,
    given: PasskeyConfirmation,
    relyingParty: RelyingParty | null,
  ) => Promise<Enrolled>;
  /** With the last one the recovery codes go too. */
  readonly remove: (administratorId: string, id: string) => Promise<void>;
  /** By somebody else: everything, and every session. */
  readonly reset: (actor: string, administratorId: string) => Promise<void>;
  readonly renewRecoveryCodes: (administratorId: string) => Promise<readonly string[]>;
}

export interface FactorNeeds {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly chance: Chance;
  readonly challenges: Challenges;
  readonly passkeyCheck: PasskeyCheck;
  /** Before the account in an authenticator app. */
  readonly issuer: string;
  readonly nowMs: () => number;
}

export function createSecondFactors(needs: FactorNeeds): SecondFactors {
  const { writePath, chance, nowMs } = needs;
  return {
    beginTotp: (administratorId) => beginTotp(needs, administratorId),
    confirmTotp: (own, given) => confirmTotp(needs, own, given),
    beginPasskey: (administratorId, relyingParty) => beginPasskey(needs, administratorId, relyingParty),
    confirmPasskey: (own, given, relyingParty) => confirmPasskey(needs, own, given, relyingParty),
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
