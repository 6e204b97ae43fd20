/** Who hears what of a change: pure, the same for a fan-out to thousands and for one connection that catches up. */
import { statusAt } from '../../shared/domain/continuity-event.ts';
import type { DeviceEvent } from '../../shared/domain/device-event.ts';
import { toMs } from '../../shared/domain/instant.ts';
import { windowStartMs } from '../../shared/domain/mail-window.ts';
import type { Down } from '../../shared/protocol/down.ts';
import type { EVENT_GONE_REASONS } from '../../shared/protocol/messages/event-gone.ts';
import type { CommittedChange } from '../committed-change.ts';
import { fromMs } from '../../shared/domain/instant.ts';

export type Audience =
  | { readonly kind: 'group'; readonly groupId: string; readonly exceptGroupId: string | null }
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'everyone' };

export interface Delivery {
  readonly audience: Audience;
  readonly message: Down;
}

/** Where a connection belongs, as of the last reading. */
export interface Placement {
  readonly userId: string;
  readonly groupIds: ReadonlySet<string>;
  readonly accountIds: ReadonlySet<string>;
}

type EventChange = Extract<CommittedChange, { kind: 'continuity-event' }>;
type GoneReason = (typeof EVENT_GONE_REASONS)[number];

/** The messages of a change; none for a change that is not told but acted upon. */
export function deliveriesOf(change: CommittedChange, nowMs: number): readonly Delivery[] {
  switch (change.kind) {
    case 'continuity-event':
      return eventDeliveries(change, nowMs);
    case 'mailbox': {
      const { accountId, state } = change;
      return [{ audience: { kind: 'account', accountId }, message: { type: 'mailbox', accountId, state } }];
    }
    case 'clock':
      return [{ audience: { kind: 'everyone' }, message: { type: 'time', serverTime: fromMs(nowMs) } }];
    case 'standing':
    case 'password':
    case 'device-revoked':
      return [];
  }
}

export function isAddressed(audience: Audience, placement: Placement): boolean {
  switch (audience.kind) {
    case 'everyone':
      return true;
    case 'account':
      return placement.accountIds.has(audience.accountId);
    case 'group':
      return (
        placement.groupIds.has(audience.groupId) &&
        (audience.exceptGroupId === null || !placement.groupIds.has(audience.exceptGroupId))
      );
  }
}

function eventDeliveries(change: EventChange, nowMs: number): readonly Delivery[] {
  const { event, formerGroupId } = change;
  if (event === null) return formerGroupId === null ? [] : [gone(change, formerGroupId, null, 'deleted')];
  const groupId = event.affectedGroupId;
  const current: Delivery = isWithinWindow(event, nowMs)
    ? { audience: { kind: 'group', groupId, exceptGroupId: null }, message: eventMessage(change, event) }
    : gone(change, groupId, null, 'out-of-window');
  if (formerGroupId === null || formerGroupId === groupId) return [current];
  // Someone in both groups keeps the event.
  return [current, gone(change, formerGroupId, groupId, 'group-changed')];
}

function eventMessage({ revision }: EventChange, event: DeviceEvent): Down {
  return { type: 'event', revision, event };
}

function gone(
  { revision, eventId }: EventChange,
  groupId: string,
  exceptGroupId: string | null,
  reason: GoneReason,
): Delivery {
  return {
    audience: { kind: 'group', groupId, exceptGroupId },
    message: { type: 'event-gone', revision, eventId, reason },
  };
}

/** Devices know events Pending, Current, and Expired in the last five days (interfaces 3). */
function isWithinWindow(event: DeviceEvent, nowMs: number): boolean {
  if (statusAt(event, nowMs) !== 'expired' || event.end === null) return true;
  return toMs(event.end) >= windowStartMs(nowMs);
}
