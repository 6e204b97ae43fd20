/** Takes each committed change once and passes it to the connections that it concerns, in order. */
import type { CommittedChange } from '../committed-change.ts';
import type { CrashPoint } from '../crash-point.ts';
import { createAudienceIndex } from './audience-index.ts';
import { deliveriesOf, isAddressed } from './deliveries.ts';
import { frameOf } from './frame.ts';
import type { Link } from './link.ts';
import { deviceOf, REVOKED, type LinkSignal } from './link-state.ts';
import type { ServiceClock } from './ports.ts';

export interface HubNeeds {
  readonly clock: Pick<ServiceClock, 'nowMs'>;
  readonly signal: (link: Link, signal: LinkSignal) => void;
  readonly send: (link: Link, frame: Buffer) => void;
  readonly crashPoint: CrashPoint;
  readonly linkOf: (deviceId: string) => Link | null;
  /** Tokens end by service time, which was moved. */
  readonly renewSoon: (link: Link) => void;
}

export interface Hub {
  readonly apply: (change: CommittedChange) => void;
  /** From here on changes wait for the link; called before its truth is read, so that none is lost between. */
  readonly wait: (link: Link) => void;
  /** The truth was read and sent: what waited and is newer follows, then the link hears changes directly. */
  readonly settle: (link: Link, revision: number) => void;
  readonly leave: (link: Link) => void;
}

type StandingChange = Extract<CommittedChange, { kind: 'standing' }>;

export function createHub(needs: HubNeeds): Hub {
  const index = createAudienceIndex<Link>();
  const waiting = new Map<Link, CommittedChange[]>();
  let seenRevision = 0;

  const wait = (link: Link): void => {
    index.remove(link);
    waiting.set(link, []);
  };

  const fanOut = (change: CommittedChange): void => {
    for (const { audience, message } of deliveriesOf(change, needs.clock.nowMs())) {
      const frame = frameOf(message);
      index.forEach(audience, (link) => {
        needs.send(link, frame);
        needs.crashPoint('fanout-half');
      });
    }
    if (change.kind === 'clock') index.forEach({ kind: 'everyone' }, needs.renewSoon);
  };

  const moveStandings = ({ userIds }: StandingChange, before: number): void => {
    for (const userId of userIds) {
      for (const link of [...index.ofPerson(userId)]) {
        needs.signal(link, { kind: 'standing-moved', sinceRevision: Math.max(link.revision, before) });
      }
    }
  };

  const endRevoked = (deviceId: string): void => {
    needs.crashPoint('revoke-before-close');
    const link = needs.linkOf(deviceId);
    if (link !== null) needs.signal(link, { kind: 'end', ending: REVOKED });
  };

  /** The change as this one link would have heard it; false: its truth is read anew, and the rest has to wait. */
  const replay = (link: Link, change: CommittedChange): boolean => {
    const device = deviceOf(link.state);
    if (device === null) return true;
    if ('revision' in change && change.revision <= link.revision) return true;
    if (change.kind === 'device-revoked' && change.deviceId === device.id) {
      needs.signal(link, { kind: 'end', ending: REVOKED });
    }
    if (change.kind === 'standing' && change.userIds.includes(device.userId)) {
      needs.signal(link, { kind: 'standing-moved', sinceRevision: link.revision });
      return false;
    }
    for (const { audience, message } of deliveriesOf(change, needs.clock.nowMs())) {
      if (link.placement !== null && isAddressed(audience, link.placement))
        needs.send(link, frameOf(message));
    }
    if (change.kind === 'clock') needs.renewSoon(link);
    if ('revision' in change) link.revision = change.revision;
    return true;
  };

  return {
    wait,
    apply(change) {
      const before = seenRevision;
      if ('revision' in change) seenRevision = Math.max(seenRevision, change.revision);
      for (const backlog of waiting.values()) backlog.push(change);
      if (change.kind === 'standing') moveStandings(change, before);
      else if (change.kind === 'device-revoked') endRevoked(change.deviceId);
      else fanOut(change);
    },
    settle(link, revision) {
      const backlog = waiting.get(link) ?? [];
      waiting.delete(link);
      link.revision = revision;
      index.add(link);
      needs.signal(link, { kind: 'caught-up' });
      for (const [position, change] of backlog.entries()) {
        if (replay(link, change)) continue;
        waiting.get(link)?.push(...backlog.slice(position + 1));
        return;
      }
    },
    leave(link) {
      index.remove(link);
      waiting.delete(link);
    },
  };
}
