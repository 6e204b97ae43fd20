/** Takes a device in: proof, truth, welcome, catch-up, token; and reads its truth anew when permissions or groups moved. */
import { CLOSE_CODES } from '../../shared/protocol/close-codes.ts';
import type { Authenticate } from '../../shared/protocol/messages/authenticate.ts';
import { challengeText } from '../../shared/protocol/signature.ts';
import { readRefresh, readToken, readWelcome, type BroughtUp, type CatchUpAnswer } from './catch-up.ts';
import type { ChannelContext } from './context.ts';
import type { AuthenticationOutcome } from './counters.ts';
import { frameOf } from './frame.ts';
import { RETRY_SPREAD_MS } from './limits.ts';
import type { Link } from './link.ts';
import { deviceOf, type Ending, type Verdict } from './link-state.ts';
import type { RegisteredDevice } from './ports.ts';

/** A token is renewed when between three quarters and nine tenths of its life are over, spread by chance. */
const RENEWAL_EARLIEST = 0.75;
const RENEWAL_SPREAD = 0.15;
/** A renewal that failed is tried again well before the token ends. */
const RENEWAL_RETRY_MS = 20_000;

/** Standard code of RFC 6455 for what is our fault; a device retries. */
const INTERNAL_ERROR = 1011;

const NO_PERSON: Ending = {
  code: CLOSE_CODES.notAuthenticated,
  reason: 'the person of this device is not known any more',
};

/** Runs when the gate lets it. */
export async function admit(context: ChannelContext, link: Link, claim: Authenticate): Promise<void> {
  if (link.state.kind !== 'verifying') return;
  context.hub.wait(link);
  const verdict = await judge(context, link, claim);
  context.counters.authentications[outcomeOf(verdict)] += 1;
  context.signal(link, { kind: 'verified', verdict });
  const device = deviceOf(link.state);
  if (device === null) return;
  const nowMs = context.clock.nowMs();
  const { appVersion, signedIn, cachedMode, meant } = claim;
  const facts = { appVersion, signedIn, cachedMode, bound: meant !== undefined };
  saveInOrder(context, link, () => context.records.saveFacts(device.id, facts, nowMs));
  await bringUp(context, link, await readWelcome(context.truth, device, claim, context.chance.id(), nowMs));
}

/** Runs when the gate lets it; the link waits in the hub already. */
export async function refresh(
  context: ChannelContext,
  link: Link,
  device: RegisteredDevice,
  sinceRevision: number,
): Promise<void> {
  const answer = await readRefresh(context.truth, device.userId, sinceRevision, context.clock.nowMs());
  if (answer.kind !== 'brought-up') {
    endUnread(context, link, answer.kind);
    return;
  }
  tell(context, link, answer.broughtUp);
  settle(context, link, answer.broughtUp);
  context.roll.moved(device.id);
}

/** A new Bearer token before the old one ends; the link stays as it is when that fails, and it is tried again. */
export async function renewToken(context: ChannelContext, link: Link): Promise<void> {
  const device = deviceOf(link.state);
  if (device === null) return;
  link.renewAtMs = context.clock.monotonicMs() + RENEWAL_RETRY_MS;
  await sendToken(context, link, device);
}

/** Chains what a device tells, so that a later report is not overtaken by an earlier one. */
export function saveInOrder(context: ChannelContext, link: Link, save: () => Promise<void>): void {
  link.saving = link.saving.then(save).catch((error: unknown) => {
    // Not acknowledged, so the device tells it again; switching modes does not depend on it.
    context.log.write('error', 'what a device told could not be saved', { error });
  });
}

/** Our own failure: logged, and the device comes back later. */
export function endFailed(context: ChannelContext, link: Link, error: unknown): void {
  context.log.write('error', 'a device could not be served', { error });
  const retryAfterMs = Math.round(context.chance.uniform() * RETRY_SPREAD_MS);
  context.signal(link, {
    kind: 'end',
    ending: { code: INTERNAL_ERROR, reason: 'the service could not read what it needs', retryAfterMs },
  });
}

/**
 * The proof comes first, and limits are for those that fail: otherwise whoever knows a device's id, or sits behind the
 * same address, could lock it out (G51). What it costs is bounded by the gate, and by one proof a connection.
 */
async function judge(context: ChannelContext, link: Link, claim: Authenticate): Promise<Verdict> {
  const { attempts, proofs, truth } = context;
  const text = challengeText(truth.serviceId, claim.deviceId, link.nonce);
  const device = await proofs.prove(claim.deviceId, text, claim.signature);
  const place = { meant: claim.meant, asked: link.asked, publicUrl: context.publicUrl };
  const proven = device !== null && claim.nonce === link.nonce && (await proofs.isMeant(device, text, place));
  const retryAfterMs = proven
    ? await attempts.connected(claim.deviceId)
    : await attempts.failed(claim.deviceId, link.remoteAddress);
  if (retryAfterMs !== null) return { kind: 'too-many', retryAfterMs };
  return proven ? { kind: 'proven', device } : { kind: 'refused' };
}

function outcomeOf(verdict: Verdict): AuthenticationOutcome {
  return verdict.kind === 'proven' && verdict.device.revoked ? 'revoked' : verdict.kind;
}

async function bringUp(context: ChannelContext, link: Link, answer: CatchUpAnswer): Promise<void> {
  const device = deviceOf(link.state);
  if (device === null) return;
  if (answer.kind !== 'brought-up') {
    endUnread(context, link, answer.kind);
    return;
  }
  // Welcome, catch-up and token leave in one system call: in a reconnect storm the calls are what costs (R1).
  link.socket.cork();
  try {
    tell(context, link, answer.broughtUp);
    await sendToken(context, link, device);
  } finally {
    link.socket.uncork();
  }
  link.onlineSinceMs = context.clock.nowMs();
  settle(context, link, answer.broughtUp);
}

function tell(context: ChannelContext, link: Link, broughtUp: BroughtUp): void {
  link.placement = broughtUp.placement;
  for (const message of broughtUp.messages) context.send(link, frameOf(message));
}

/** Only a link that is still there is put among those that hear changes. */
function settle(context: ChannelContext, link: Link, broughtUp: BroughtUp): void {
  if (deviceOf(link.state) !== null) context.hub.settle(link, broughtUp.revision);
}

async function sendToken(context: ChannelContext, link: Link, device: RegisteredDevice): Promise<void> {
  const { message, lifeMs } = await readToken(context.tokens, device, context.clock.nowMs());
  context.send(link, frameOf(message));
  const share = RENEWAL_EARLIEST + RENEWAL_SPREAD * context.chance.uniform();
  link.renewAtMs = context.clock.monotonicMs() + lifeMs * share;
}

function endUnread(context: ChannelContext, link: Link, kind: 'no-person' | 'too-far-behind'): void {
  // Reconnecting brings a whole snapshot.
  const behind: Ending = {
    code: CLOSE_CODES.restarting,
    reason: 'a new snapshot is needed',
    retryAfterMs: 0,
  };
  context.signal(link, { kind: 'end', ending: kind === 'no-person' ? NO_PERSON : behind });
}
