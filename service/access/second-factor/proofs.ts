/** Proves the second factor: a challenge answered once, by a code that was never taken before, within limits (G42). */
import type { Kysely } from 'kysely';
import { fromMs } from '../../../shared/domain/instant.ts';
import type { FactorProof } from '../../../shared/http/second-factor.ts';
import { invalid, tooManyAttempts, type Refusal } from '../../refusal.ts';
import type { Tables } from '../../storage/tables.ts';
import type { Unit, WritePath } from '../../storage/write-path.ts';
import type { ChallengePurpose } from '../tables.ts';
import type { KnownBrowsers } from '../known-browsers.ts';
import { challengeOver, type Challenges } from './challenges.ts';
import { createGuessLimits } from './guess-limits.ts';
import { recoveryCodesLeft, spendRecoveryCode } from './recovery-codes.ts';
import { matchingStep } from './totp.ts';

export interface Asked {
  readonly proof: FactorProof;
  readonly purpose: ChallengePurpose;
  /** Whose proof it must be; null: whose the challenge is. */
  readonly administratorId: string | null;
  /** The browser's cookie, if it has one. */
  readonly browser: string | null;
}

/**
 * Resolves with whose factor it was. Throws a `Refusal`: conflict (challenge-over), invalid (wrong-code) or
 * too-many-attempts.
 */
export type Prove = (asked: Asked) => Promise<string>;

interface Needs {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly challenges: Challenges;
  readonly browsers: KnownBrowsers;
  readonly nowMs: () => number;
}

export function createProve({ db, writePath, challenges, browsers, nowMs }: Needs): Prove {
  const limits = createGuessLimits();
  return async ({ proof, purpose, administratorId, browser }) => {
    const found = await challenges.find(db, proof.challenge, purpose);
    const owner = found.administratorId;
    if (administratorId !== null && administratorId !== owner) throw challengeOver();
    // As with passwords, a browser that is known has limits of its own, which no stranger can use up.
    const key = browsers.recognise(browser, owner) ?? owner;
    const retryAfterMs = await limits.begin(key);
    if (retryAfterMs !== null) throw tooManyAttempts(retryAfterMs);
    const isRight = await writePath.transact(async (unit) => {
      // Somebody may have answered it since.
      const open = await challenges.find(unit.db, proof.challenge, purpose);
      const fits = await take(unit, owner, proof, nowMs());
      if (fits) await challenges.close(unit, open);
      else {
        await challenges.failed(unit, open);
        await auditFactor(unit, 'service', 'administrator.second-factor-refused', owner, {
          kind: proof.kind,
        });
      }
      return fits;
    });
    if (!isRight) throw wrongCode();
    await limits.succeeded(key);
    return owner;
  };
}

export function wrongCode(): Refusal {
  return invalid([{ pointer: '/code', code: 'wrong-code', message: 'is not right, or was used before' }]);
}

/** Whether it is right; it never is again. */
async function take(unit: Unit, owner: string, { kind, code }: FactorProof, nowMs: number): Promise<boolean> {
  if (kind === 'totp') return takeTotpCode(unit, owner, code, nowMs);
  if (!(await spendRecoveryCode(unit, owner, code))) return false;
  const left = await recoveryCodesLeft(unit.db, owner);
  await auditFactor(unit, `administrator:${owner}`, 'administrator.recovery-code-use', owner, { left });
  return true;
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
