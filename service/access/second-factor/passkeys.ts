/** Passkeys as factors: what browsers are to ask, what came back, and a count that only ever rises. */
import type { Kysely } from 'kysely';
import { fromMs } from '../../../shared/domain/instant.ts';
import type { AdministratorView } from '../../../shared/http/access.ts';
import {
  PASSKEY_ALGORITHMS,
  PASSKEY_TIMEOUT_MS,
  TRANSPORTS,
  type NewPasskey,
  type PasskeyDescriptor,
  type PasskeyRequest,
} from '../../../shared/http/passkey.ts';
import type { PasskeyProof } from '../../../shared/http/second-factor.ts';
import type { Tables } from '../../storage/tables.ts';
import type { Unit } from '../../storage/write-path.ts';
import type { PasskeyCheck } from './passkey-check.ts';
import type { RelyingParty } from './relying-party.ts';

/** As an authenticator knows them: opaque, and the same for every passkey of theirs (WebAuthn, 14.6.1). */
function userHandle(administratorId: string): string {
  return Buffer.from(administratorId).toString('base64url');
}

/** null: there is none for this address. */
export async function passkeyRequest(
  db: Kysely<Tables>,
  administratorId: string,
  relyingParty: RelyingParty | null,
  challenge: string,
): Promise<PasskeyRequest | null> {
  if (relyingParty === null) return null;
  const allowCredentials = await descriptors(db, administratorId, relyingParty);
  if (allowCredentials.length === 0) return null;
  const timeout = PASSKEY_TIMEOUT_MS;
  return { challenge, rpId: relyingParty.id, timeout, userVerification: 'discouraged', allowCredentials };
}

export async function newPasskey(
  db: Kysely<Tables>,
  { id, email, displayName }: AdministratorView,
  relyingParty: RelyingParty,
  challenge: string,
  issuer: string,
): Promise<NewPasskey> {
  return {
    challenge,
    rp: { id: relyingParty.id, name: issuer },
    user: { id: userHandle(id), name: email, displayName },
    pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: PASSKEY_TIMEOUT_MS,
    // Which make it is changes nothing here, and asking costs the person a question.
    attestation: 'none',
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'discouraged' },
    excludeCredentials: await descriptors(db, id, relyingParty),
  };
}

async function descriptors(
  db: Kysely<Tables>,
  administratorId: string,
  relyingParty: RelyingParty,
): Promise<PasskeyDescriptor[]> {
  const rows = await db
    .selectFrom('secondFactors')
    .select(['credentialId', 'transports'])
    .where('administratorId', '=', administratorId)
    .where('rpId', '=', relyingParty.id)
    .orderBy('createdAt')
    .execute();
  return rows.map(({ credentialId, transports }) => {
    const ways = knownTransports(transports?.split(' '));
    return { id: credentialId ?? '', type: 'public-key', ...(ways.length > 0 && { transports: ways }) };
  });
}

export function knownTransports(named: readonly string[] | null | undefined): (typeof TRANSPORTS)[number][] {
  return TRANSPORTS.filter((known) => named?.includes(known));
}

/** What was shown, and the count that came with it. */
export interface ShownPasskey {
  readonly factorId: string;
  readonly count: number;
}

/** null: it is no answer to this challenge, or no passkey of theirs. */
export async function shownPasskey(
  db: Kysely<Tables>,
  check: PasskeyCheck,
  owner: string,
  { assertion, challenge }: PasskeyProof,
  relyingParty: RelyingParty | null,
): Promise<ShownPasskey | null> {
  if (relyingParty === null) return null;
  const { userHandle: told } = assertion.response;
  if (told !== null && told !== undefined && told !== '' && told !== userHandle(owner)) return null;
  const key = await db
    .selectFrom('secondFactors')
    .select(['id', 'secret'])
    .where('administratorId', '=', owner)
    .where('credentialId', '=', assertion.id)
    .where('rpId', '=', relyingParty.id)
    .executeTakeFirst();
  if (key === undefined) return null;
  const { id: factorId, secret: publicKey } = key;
  const count = await check.assertion(
    assertion,
    { credentialId: assertion.id, publicKey },
    { challenge, relyingParty },
  );
  return count === null ? null : { factorId, count };
}

/** Whether it is still there and counted on: a count that stood still or fell is of a copy. Those that never count say 0 (WebAuthn, 6.1.1). */
export async function takePasskey(
  { db }: Unit,
  { factorId, count }: ShownPasskey,
  nowMs: number,
): Promise<'taken' | 'gone' | 'copied'> {
  const factor = await db
    .selectFrom('secondFactors')
    .select('lastCount')
    .where('id', '=', factorId)
    .executeTakeFirst();
  if (factor === undefined) return 'gone';
  if (count <= factor.lastCount && (count > 0 || factor.lastCount > 0)) return 'copied';
  await db
    .updateTable('secondFactors')
    .set({ lastCount: count, lastUsedAt: fromMs(nowMs) })
    .where('id', '=', factorId)
    .execute();
  return 'taken';
}
