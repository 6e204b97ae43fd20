/** Reads what is true for a device and puts it into the messages that bring the device there. */
import { fromMs } from '../../shared/domain/instant.ts';
import type { Down } from '../../shared/protocol/down.ts';
import type { Authenticate } from '../../shared/protocol/messages/authenticate.ts';
import type { ChannelSnapshot, Standing } from '../../shared/protocol/messages/parts.ts';
import type { Welcome } from '../../shared/protocol/messages/welcome.ts';
import { HEARTBEAT_MS } from '../../shared/protocol/timing.ts';
import type { Placement } from './deliveries.ts';
import { byteLengthOf, MAX_SENT_BYTES } from './frame.ts';
import type { AccessTokens, CatchUp, PersonStanding, Position, RegisteredDevice, Truth } from './ports.ts';

/** Messages in the order in which they go out; afterwards the device stands at `revision`. */
export interface BroughtUp {
  readonly messages: readonly Down[];
  readonly placement: Placement;
  readonly revision: number;
}

export type CatchUpAnswer =
  | { readonly kind: 'brought-up'; readonly broughtUp: BroughtUp }
  /** The person is not known any more. */
  | { readonly kind: 'no-person' }
  /** What changed since is not known any more: only a new welcome helps. */
  | { readonly kind: 'too-far-behind' };

/**
 * The position is read first, so that what is read after it is never older than it claims. Something newer may be
 * among it; it comes once more as its own change, and a device takes the same truth twice without harm.
 */
export async function readWelcome(
  truth: Truth,
  device: RegisteredDevice,
  claim: Pick<Authenticate, 'epoch' | 'revision'>,
  sessionId: string,
  nowMs: number,
): Promise<CatchUpAnswer> {
  const position = await truth.position();
  const person = await truth.standingOf(device.userId);
  if (person === null) return { kind: 'no-person' };
  const since = resumableRevision(claim, position);
  const changes = since === null ? null : await truth.changesSince(device.userId, since, nowMs);
  const snapshot =
    changes === null
      ? { ...person.standing, events: [...(await truth.eventsOf(device.userId, nowMs))] }
      : null;
  const { epoch, revision } = position;
  const { user } = person;
  const welcome: Welcome = {
    type: 'welcome',
    sessionId,
    heartbeatMs: HEARTBEAT_MS,
    epoch,
    revision,
    user,
    snapshot,
  };
  const messages = [
    ...fittingWelcome(welcome),
    ...(changes === null ? [] : changeMessages(changes, person.standing, revision)),
  ];
  return { kind: 'brought-up', broughtUp: { messages, revision, placement: placementOf(person) } };
}

/** What changed for a connected device since a revision, after its permissions or groups moved. */
export async function readRefresh(
  truth: Truth,
  userId: string,
  sinceRevision: number,
  nowMs: number,
): Promise<CatchUpAnswer> {
  const { revision } = await truth.position();
  const person = await truth.standingOf(userId);
  if (person === null) return { kind: 'no-person' };
  const changes = await truth.changesSince(userId, sinceRevision, nowMs);
  if (changes === null) return { kind: 'too-far-behind' };
  const messages = changeMessages(changes, person.standing, revision);
  return { kind: 'brought-up', broughtUp: { messages, revision, placement: placementOf(person) } };
}

/** All that is true for a person's devices, for the poll fallback; null when there is no such person. */
export async function readSnapshot(
  truth: Truth,
  userId: string,
  nowMs: number,
): Promise<{
  readonly position: Position;
  readonly person: PersonStanding;
  readonly snapshot: ChannelSnapshot;
} | null> {
  const position = await truth.position();
  const person = await truth.standingOf(userId);
  if (person === null) return null;
  const events = await truth.eventsOf(userId, nowMs);
  return { position, person, snapshot: { ...person.standing, events: [...events] } };
}

export async function readToken(
  tokens: AccessTokens,
  device: RegisteredDevice,
  nowMs: number,
): Promise<{ readonly message: Down; readonly lifeMs: number }> {
  const { accessToken, expiresAtMs } = await tokens.issue(device, nowMs);
  return {
    message: { type: 'token', accessToken, expiresAt: fromMs(expiresAtMs) },
    lifeMs: expiresAtMs - nowMs,
  };
}

/** The device's revision when it is one of this epoch; whether it is still known, the truth says. */
function resumableRevision(
  claim: Pick<Authenticate, 'epoch' | 'revision'>,
  position: Position,
): number | null {
  return claim.epoch === position.epoch ? (claim.revision ?? null) : null;
}

/** In the order of revisions; what is newer than `upToRevision` comes as its own change. */
function changeMessages(changes: CatchUp, standing: Standing, upToRevision: number): readonly Down[] {
  const { changedEvents, goneEvents, standingRevision } = changes;
  const told = [
    ...(standingRevision === null
      ? []
      : [{ type: 'standing' as const, revision: standingRevision, ...standing }]),
    ...changedEvents.map(({ revision, event }) => ({ type: 'event' as const, revision, event })),
    ...goneEvents.map((gone) => ({ type: 'event-gone' as const, ...gone })),
  ];
  return told
    .filter(({ revision }) => revision <= upToRevision)
    .sort((first, second) => first.revision - second.revision);
}

/** A snapshot too large for a frame goes on as single events before the first token. */
function fittingWelcome(welcome: Welcome): readonly Down[] {
  const { snapshot, revision } = welcome;
  if (snapshot === null || byteLengthOf(welcome) <= MAX_SENT_BYTES) return [welcome];
  let roomBytes = MAX_SENT_BYTES - byteLengthOf({ ...welcome, snapshot: { ...snapshot, events: [] } });
  const kept: ChannelSnapshot['events'] = [];
  const rest: Down[] = [];
  for (const event of snapshot.events) {
    const commaBytes = 1;
    const bytes = Buffer.byteLength(JSON.stringify(event)) + commaBytes;
    if (bytes > roomBytes) {
      rest.push({ type: 'event', revision, event });
    } else {
      kept.push(event);
      roomBytes -= bytes;
    }
  }
  return [{ ...welcome, snapshot: { ...snapshot, events: kept } }, ...rest];
}

function placementOf({ user, standing, accountIds }: PersonStanding): Placement {
  return {
    userId: user.id,
    groupIds: new Set(standing.groups.map(({ id }) => id)),
    accountIds: new Set(accountIds),
  };
}
