/** Sets up an authenticator app: a secret that is told once, and counts when a code of it has come back. */
import { fromMs } from '../../../shared/domain/instant.ts';
import type { Enrolled, NewTotp, TotpConfirmation } from '../../../shared/http/second-factor.ts';
import { getAdministrator } from '../administrator-store.ts';
import { addFactor, checkRoom, factorName, type NewFactor, type Own } from './add-factor.ts';
import { challengeOver } from './challenges.ts';
import type { FactorNeeds } from './factors.ts';
import { wrongCode } from './proofs.ts';
import { matchingStep, newTotpSecret, totpAddress } from './totp.ts';

export async function beginTotp(
  { db, chance, challenges, issuer }: FactorNeeds,
  administratorId: string,
): Promise<NewTotp> {
  await checkRoom(db, administratorId);
  const { email } = await getAdministrator(db, administratorId);
  const secret = newTotpSecret(chance);
  const open = await challenges.open(administratorId, 'enrol-totp', secret);
  return { ...open, secret, address: totpAddress(secret, email, issuer) };
}

export async function confirmTotp(
  { writePath, chance, challenges, nowMs }: FactorNeeds,
  own: Own,
  { challenge, code, ...given }: TotpConfirmation,
): Promise<Enrolled> {
  const name = factorName(given.name);
  const enrolled = await writePath.transact(async (unit) => {
    const found = await challenges.find(unit.db, challenge, 'enrol-totp');
    if (found.administratorId !== own.administratorId || found.newSecret === null) throw challengeOver();
    const step = matchingStep(found.newSecret, code, nowMs(), 0);
    if (step === null) {
      await challenges.failed(unit, found);
      return null;
    }
    await challenges.close(unit, found);
    const factor: NewFactor = {
      id: chance.id(),
      kind: 'totp',
      name,
      secret: found.newSecret,
      credentialId: null,
      rpId: null,
      transports: null,
      lastCount: step,
      createdAt: fromMs(nowMs()),
    };
    return addFactor(unit, own, factor, chance);
  });
  if (enrolled === null) throw wrongCode();
  return enrolled;
}
