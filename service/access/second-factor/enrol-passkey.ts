/** Sets up a passkey: the browser makes it for this address, and it counts when its public key has come back. */
import { fromMs } from '../../../shared/domain/instant.ts';
import type { BegunPasskey, Enrolled, PasskeyConfirmation } from '../../../shared/http/second-factor.ts';
import { conflict, type Refusal } from '../../refusal.ts';
import { getAdministrator } from '../administrator-store.ts';
import { addFactor, checkRoom, factorName, type NewFactor, type Own } from './add-factor.ts';
import { challengeOver } from './challenges.ts';
import type { FactorNeeds } from './factors.ts';
import { knownTransports, newPasskey } from './passkeys.ts';
import { wrongPasskey } from './proofs.ts';
import type { RelyingParty } from './relying-party.ts';

export async function beginPasskey(
  { db, challenges, issuer }: FactorNeeds,
  administratorId: string,
  relyingParty: RelyingParty | null,
): Promise<BegunPasskey> {
  if (relyingParty === null) throw noneHere();
  await checkRoom(db, administratorId);
  const administrator = await getAdministrator(db, administratorId);
  const open = await challenges.open(administratorId, 'enrol-passkey');
  return { ...open, passkey: await newPasskey(db, administrator, relyingParty, open.challenge, issuer) };
}

export async function confirmPasskey(
  { db, writePath, chance, challenges, passkeyCheck, nowMs }: FactorNeeds,
  own: Own,
  { challenge, registration, ...given }: PasskeyConfirmation,
  relyingParty: RelyingParty | null,
): Promise<Enrolled> {
  if (relyingParty === null) throw noneHere();
  const name = factorName(given.name);
  const { administratorId } = await challenges.find(db, challenge, 'enrol-passkey');
  if (administratorId !== own.administratorId) throw challengeOver();
  const key = await passkeyCheck.registration(registration, { challenge, relyingParty });
  const enrolled = await writePath.transact(async (unit) => {
    // Somebody may have answered it since.
    const found = await challenges.find(unit.db, challenge, 'enrol-passkey');
    if (key === null) {
      await challenges.failed(unit, found);
      return null;
    }
    await challenges.close(unit, found);
    if (await isKnown(unit.db, key.id)) throw known();
    const factor: NewFactor = {
      id: chance.id(),
      kind: 'passkey',
      name,
      secret: key.publicKey,
      credentialId: key.id,
      rpId: relyingParty.id,
      transports: knownTransports(registration.response.transports).join(' '),
      lastCount: key.count,
      createdAt: fromMs(nowMs()),
    };
    return addFactor(unit, own, factor, chance);
  });
  if (enrolled === null) throw wrongPasskey();
  return enrolled;
}

/** Also to somebody else: then neither could be told from the other by it (WebAuthn, 7.1). */
async function isKnown(db: FactorNeeds['db'], credentialId: string): Promise<boolean> {
  const row = await db
    .selectFrom('secondFactors')
    .select('id')
    .where('credentialId', '=', credentialId)
    .executeTakeFirst();
  return row !== undefined;
}

function known(): Refusal {
  return conflict('passkey-known', 'this passkey is set up already');
}

function noneHere(): Refusal {
  return conflict(
    'no-passkeys-here',
    'browsers make passkeys for the public https address alone, or localhost',
  );
}
