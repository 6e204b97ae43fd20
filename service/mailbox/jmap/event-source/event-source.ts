/** One client's event source: told where its accounts stand whenever they moved, as long as it may read them (RFC 8620 section 7.3). */
import type { Kysely } from 'kysely';
import { MINUTE_MS, SECOND_MS } from '../../../../shared/domain/instant.ts';
import type { Emitter, Stop } from '../../../../shared/lib/emitter.ts';
import type { CommittedChange } from '../../../committed-change.ts';
import type { EventStream } from '../../../http/event-streams.ts';
import type { Tables } from '../../../storage/tables.ts';
import type { MailboxDoor, SignedIn } from '../../ports.ts';
import { sharedRun } from '../../shared-run.ts';
import { accountStates, changeBetween, eventIdOf, type AccountStates } from './account-states.ts';
import type { EventSourceOptions } from './options.ts';

export interface EventSourceNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: {
    readonly nowMs: () => number;
    readonly schedule: (delayMs: number, run: () => void) => Stop;
  };
  readonly door: Pick<MailboxDoor, 'userOf'>;
  readonly committed: Pick<Emitter<CommittedChange>, 'subscribe'>;
  readonly failed: (error: unknown) => void;
}

export interface Listener extends EventSourceOptions {
  readonly signedIn: SignedIn;
  /** The last event that it had; null: it begins. */
  readonly lastEventId: string | null;
}

/** Then it comes again, and is asked again who it is. */
const MAX_STREAM_MS = 10 * MINUTE_MS;

/** It is a level: whatever woke it, it reads where the accounts stand, and tells what is other than it told before. */
export function feedEventSource(
  { db, clock, door, committed, failed }: EventSourceNeeds,
  { signedIn, lastEventId, types, closesAfterState, pingMs }: Listener,
  stream: EventStream,
): readonly Stop[] {
  const { userId } = signedIn.user;
  let told: AccountStates | null = null;
  let stopPing: Stop = () => undefined;
  const pingLater = (): void => {
    stopPing();
    if (pingMs === null || stream.isOver()) return;
    stopPing = clock.schedule(pingMs, () => {
      stream.write(`event: ping\ndata: ${JSON.stringify({ interval: pingMs / SECOND_MS })}\n\n`);
      pingLater();
    });
  };
  const look = sharedRun(async () => {
    const user = await door.userOf(userId);
    if (user === null) {
      stream.end();
      return;
    }
    const now = await accountStates(
      db,
      user.accounts.map(({ accountId }) => accountId),
    );
    const id = eventIdOf(now);
    const before = told ?? (lastEventId === null || lastEventId === id ? now : new Map());
    told = now;
    const change = await changeBetween(db, types, before, now);
    if (change === null) return;
    stream.write(`event: state\nid: ${id}\ndata: ${JSON.stringify(change)}\n\n`);
    if (closesAfterState) stream.end();
    pingLater();
  });
  const wake = (): void => void look().catch(failed);
  const unsubscribe = committed.subscribe((change) => {
    if (change.kind === 'mailbox' && told?.has(change.accountId) !== false) wake();
    if (change.kind === 'standing' && change.userIds.includes(userId)) wake();
    if (change.kind === 'device-revoked' && change.deviceId === signedIn.token?.deviceId) stream.end();
    if (change.kind === 'password' && change.personId === userId && signedIn.token === null) stream.end();
  });
  pingLater();
  wake();
  const mayLastMs = (signedIn.token?.expiresAtMs ?? Infinity) - clock.nowMs();
  const stopEnd = clock.schedule(Math.max(0, Math.min(MAX_STREAM_MS, mayLastMs)), stream.end);
  return [
    unsubscribe,
    stopEnd,
    () => {
      stopPing();
    },
  ];
}
