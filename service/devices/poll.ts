/** Answers a device that polls because its channel cannot be opened (interfaces 3, PROTOCOL.md "Poll fallback"). */
import { fromMs } from '../../shared/domain/instant.ts';
import { POLL_PROBLEMS, pollText, type PollAnswer } from '../../shared/protocol/poll.ts';
import type { AttemptLimits } from '../channel/attempt-limits.ts';
import { readSnapshot } from '../channel/catch-up.ts';
import type { DeviceProofs, MeantPlace } from '../channel/device-proof.ts';
import type { AskedAddress } from '../channel/meant-address.ts';
import type { AccessTokens, RegisteredDevice, Truth } from '../channel/ports.ts';
import { Refusal, tooManyAttempts } from '../refusal.ts';
import type { PollNonces } from './poll-nonces.ts';

export interface PollClaim {
  readonly deviceId: string;
  readonly nonce: string;
  readonly signature: string;
  readonly meant: MeantPlace['meant'];
}

export interface PollNeeds {
  readonly truth: Truth;
  readonly proofs: DeviceProofs;
  readonly attempts: AttemptLimits;
  readonly tokens: AccessTokens;
  readonly nonces: PollNonces;
  /** A device was told what is true for it. */
  readonly polled: (deviceId: string) => void;
  readonly nowMs: () => number;
  /** As the channel's; absent: none is set. */
  readonly publicUrl?: string | null;
}

export interface PollPlace {
  readonly remoteAddress: string;
  readonly asked: AskedAddress;
}

/** Throws a `Refusal` with one of `POLL_PROBLEMS`. */
export async function poll(needs: PollNeeds, claim: PollClaim, from: PollPlace): Promise<PollAnswer> {
  const device = await provenDevice(needs, claim, from);
  if (device.revoked) throw new Refusal('forbidden', POLL_PROBLEMS.revoked, 'this device was revoked');
  const nowMs = needs.nowMs();
  const read = await readSnapshot(needs.truth, device.userId, nowMs);
  if (read === null) throw notAuthenticated();
  const token = await needs.tokens.issue({ id: device.id, userId: device.userId }, nowMs);
  needs.polled(device.id);
  return {
    serverTime: fromMs(nowMs),
    ...read.position,
    user: read.person.user,
    snapshot: read.snapshot,
    accessToken: token.accessToken,
    expiresAt: fromMs(token.expiresAtMs),
  };
}

async function provenDevice(
  { truth, proofs, attempts, nonces, publicUrl = null }: PollNeeds,
  { deviceId, nonce, signature, meant }: PollClaim,
  { remoteAddress, asked }: PollPlace,
): Promise<RegisteredDevice> {
  if (!nonces.isFresh(nonce)) {
    throw new Refusal('not-authenticated', POLL_PROBLEMS.nonceRequired, 'sign the nonce of this answer');
  }
  const text = pollText(truth.serviceId, deviceId, nonce);
  const device = await proofs.prove(deviceId, text, signature);
  const isMeant = device !== null && (await proofs.isMeant(device, text, { meant, asked, publicUrl }));
  if (isMeant && nonces.use(nonce)) return device;
  const waitMs = await attempts.failed(deviceId, remoteAddress);
  throw waitMs === null ? notAuthenticated() : tooManyAttempts(waitMs);
}

function notAuthenticated(): Refusal {
  return new Refusal('not-authenticated', POLL_PROBLEMS.notAuthenticated, 'the device did not prove itself');
}
