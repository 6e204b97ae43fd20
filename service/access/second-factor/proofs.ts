/** Proves the second factor: a challenge answered once, by a passkey or a code that was never taken before, within limits (G42). */
import type { Kysely } from 'kysely';
import { fromMs } from '../../../shared/domain/instant.ts';
import type { CodeProof, FactorProof } from '../../../shared/http/second-factor.ts';
import { conflict, invalid, tooManyAttempts, type Refusal } from '../../refusal.ts';
import type { Tables } from '../../storage/tables.ts';
import type { Unit, WritePath } from '../../storage/write-path.ts';
import type { ChallengePurpose } from '../tables.ts';
import type { KnownBrowsers } from '../known-browsers.ts';
import { challengeOver, type Challenges } from './challenges.ts';
import { createGuessLimits } from './guess-limits.ts';
import type { PasskeyCheck } from './passkey-check.ts';
import { shownPasskey, takePasskey, type ShownPasskey } from './passkeys.ts';
import { recoveryCodesLeft, spendRecoveryCode } from './recovery-codes.ts';
import type { RelyingParty } from './relying-party.ts';
import { matchingStep } from './totp.ts';

export interface Asked {
  readonly proof: FactorProof;
  readonly purpose: ChallengePurpose;
  /** Whose proof it must be; null: whose the challenge is. */
  readonly administratorId: string | null;
  /** The browser's cookie, if it has one. */
  readonly browser: string | null;
  /** At the address that was asked; null: no passkey works there. */
  readonly relyingParty: RelyingParty | null;
}

/**
 * Resolves with whose factor it was. Throws a `Refusal`: conflict (challenge-over, wrong-passkey), invalid (wrong-code) or
 * too-many-attempts.
 */
export type Prove = (asked: Asked) => Promise<string>;

interface Needs {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly challenges: Challenges;
  readonly browsers: KnownBrowsers;
  readonly passkeyCheck: PasskeyCheck;
  readonly nowMs: () => number;
}

export function createProve({ db, writePath, challenges, browsers, passkeyCheck, nowMs }: Needs): Prove {
  const limits = createGuessLimits();
  return async ({ proof, purpose, administratorId, browser, relyingParty }) => {
    const found = await challenges.find(db, proof.challenge, purpose);
    const owner = found.administratorId;
    if (administratorId !== null && administratorId !== owner) throw challengeOver();
    // As with passwords, a browser that is known has limits of its own, which no stranger can use up.
    const key = browsers.recognise(browser, owner) ?? owner;
    const retryAfterMs = await limits.begin(key);
    if (retryAfterMs !== null) throw tooManyAttempts(retryAfterMs);
    // Signatures are checked before the one transaction at a time: it waits for nobody's key.
    const shown =
      proof.kind === 'passkey' ? await shownPasskey(db, passkeyCheck, owner, proof, relyingParty) : proof;
    const isRight = await writePath.transact(async (unit) => {
      // Somebody may have answered it since.
      const open = await challenges.find(unit.db, proof.challenge, purpose);
      const outcome = await take(unit, owner, shown, nowMs());
      if (outcome === 'taken') await challenges.close(unit, open);
      else {
        await challenges.failed(unit, open);
        await auditFactor(unit, 'service', 'administrator.second-factor-refused', owner, {
          kind: proof.kind,
          ...(outcome === 'copied' && { reason: 'count' }),
        });
      }
      return outcome === 'taken';
    });
    if (!isRight) throw proof.kind === 'passkey' ? wrongPasskey() : wrongCode();
    await limits.succeeded(key);
    return owner;
  };
}

export function wrongCode(): Refusal {
  return invalid([{ pointer: '/code', code: 'wrong-code', message: 'is not right, or was used before' }]);
}

export function wrongPasskey(): Refusal {
  return conflict('wrong-passkey', 'this is no passkey of yours for this address, or answers something else');
}

/** `copied`: a passkey whose count says that there are two of it. */
type Outcome = 'taken' | 'wrong' | 'gone' | 'copied';

/** What is taken never is again. null: a passkey that is none. */
async function take(
  unit: Unit,
  owner: string,
  shown: CodeProof | ShownPasskey | null,
  nowMs: number,
): Promise<Outcome> {
  if (shown === null) return 'wrong';
  if ('factorId' in shown) return takePasskey(unit, shown, nowMs);
  const { kind, code } = shown;
  if (kind === 'totp') return (await takeTotpCode(unit, owner, code, nowMs)) ? 'taken' : 'wrong';
  if (!(await spendRecoveryCode(unit, owner, code))) return 'wrong';
  const left = await recoveryCodesLeft(unit.db, owner);
  await auditFactor(unit, `administrator:${owner}`, 'administrator.recovery-code-use', owner, { left });
  return 'taken';
}

async function takeTotpCode(unit: Unit, owner: string, code: string, nowMs: number): Promise<boolean> {
  const factors = await unit.db
    .selectFrom('secondFactors')
    .select(['id', 'secret', 'lastCount'])
    .where('administratorId', '=', owner)
    .where('kind', '=', 'totp')
    .execute();
  for (const { id, secret, lastCount } of factors) {
    const step = matchingStep(secret, code, nowMs, lastCount);
    if (step === null) continue;
    await unit.db
      .updateTable('secondFactors')
      .set({ lastCount: step, lastUsedAt: fromMs(nowMs) })
      .where('id', '=', id)
      .execute();
    return true;
  }
  return false;
}

export function auditFactor(
  unit: Unit,
  actor: string,
  action: string,
  target: string,
  detail: unknown,
): Promise<void> {
  return unit.audit({ service: 'access', actor, action, target, detail });
}
