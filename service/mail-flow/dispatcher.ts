/** Drives mail on its way: holds, releases, claims, delivers, notes, and sleeps until the next is due. */
import type { Kysely } from 'kysely';
import { MINUTE_MS, SECOND_MS, toMs } from '../../shared/domain/instant.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { CrashPoint } from '../crash-point.ts';
import { sharedRun } from '../mailbox/shared-run.ts';
import type { GroupCommit } from '../storage/group-commit.ts';
import type { Tables } from '../storage/tables.ts';
import { nextMoveMs } from '../webhooks/told-status.ts';
import { claim, nextDueAt, type Parcel } from './claim.ts';
import type { DeliverParcel } from './deliver-parcel.ts';
import { countReleased, holdAgain, release, settleHolds } from './holds.ts';
import { giveUpOverdue, noteAnswer } from './outcomes.ts';
import { grown, RELEASE_STEP_MS, spent, type Allowance } from './release-pace.ts';
import { parcelsFor, reached, unreachable, UP, type RouteHealth } from './route-health.ts';
import { routeDirection, type Route } from './routing.ts';
import type { RecipientAnswer } from './transport.ts';

export interface DispatcherNeeds {
  readonly db: Kysely<Tables>;
  readonly commit: Pick<GroupCommit<Kysely<Tables>>, 'write'>;
  readonly clock: {
    readonly nowMs: () => number;
    /** The time by which mail has waited too long. */
    readonly settledMs: () => number;
    readonly monotonicMs: () => number;
    readonly schedule: (delayMs: number, run: () => void) => Stop;
  };
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  readonly routes: readonly Route[];
  readonly named: readonly string[];
  readonly releasePerMinute: number;
  readonly deliver: DeliverParcel;
  /** Ends the connections that are open, whatever they are doing. */
  readonly cut: () => void;
  /** After every pass: reports that are owed, progress to tell; resolves with when it wants to be called again, in ms. */
  readonly after: () => Promise<number>;
  /** Deliveries moved, and it is durable. */
  readonly moved: (parcel: Parcel) => void;
  readonly crashPoint: CrashPoint;
  readonly failed: (error: unknown) => void;
}

export interface Dispatcher {
  readonly wake: () => void;
  readonly health: (route: Route) => RouteHealth;
  /** Everything known to be waiting is tried now, servers that were down included. */
  readonly retryNow: () => void;
  /** What is under way may finish, for `DRAIN_MS` at most (G44). */
  readonly stop: () => Promise<void>;
}

/** Messages under way to one server, and so the duplicates that a crash can make (G24). */
export const PARCELS_AT_A_TIME = 8;
/** Released mail that the server has not taken yet: more than this goes back no faster by being let go. */
const RELEASED_AHEAD = 64;
/** Timers are not to be trusted further (guarantees, timer rule). */
const LOOK_AT_LEAST_MS = MINUTE_MS;
const NOTE_AGAIN_MS = 5 * SECOND_MS;
const DRAIN_MS = 20 * SECOND_MS;

export function startDispatcher(needs: DispatcherNeeds): Dispatcher {
  const { clock, failed, uniform } = needs;
  const healths = new Map<Route, RouteHealth>();
  const underWay = new Map<Route, Set<Promise<void>>>(needs.routes.map((route) => [route, new Set()]));
  const health = (route: Route): RouteHealth => healths.get(route) ?? UP;
  let allowance: Allowance = { messages: 0, asOfMs: clock.monotonicMs() };
  let cancel: Stop = () => undefined;
  let phase: 'running' | 'stopped' = 'running';

  const look = async (db: Kysely<Tables>): Promise<Look> => {
    const nowMs = clock.nowMs();
    allowance = grown(allowance, needs.releasePerMinute, clock.monotonicMs());
    await settleHolds(db, nowMs);
    const found: Look = { parcels: [], moreToRelease: false };
    for (const [route, transfers] of underWay) {
      const routed = { route, named: needs.named };
      const parcels = parcelsFor(health(route), nowMs, transfers.size, PARCELS_AT_A_TIME);
      if (route.kind === 'primary' && parcels > 0) {
        const ahead = health(route).state === 'up' ? RELEASED_AHEAD : 1;
        const room = ahead - (await countReleased(db, routed));
        const limit = Math.min(Math.floor(allowance.messages), room);
        const { released, more } = await release(db, nowMs, { ...routed, limit });
        allowance = spent(allowance, released);
        found.moreToRelease ||= more;
      }
      for (const parcel of await claim(db, { ...routed, parcels }, nowMs))
        found.parcels.push({ route, parcel });
    }
    return found;
  };

  const begin = (route: Route, parcel: Parcel): void => {
    const transfers = underWay.get(route);
    const isStopped = (): boolean => phase === 'stopped';
    const transfer = deliverAndNote({ ...needs, isStopped }, route, parcel, (answers) => {
      const [first] = answers;
      if (first === undefined) return;
      const moment = { nowMs: clock.nowMs(), chance: uniform() };
      const isDown = answers.every(({ signal }) => signal === 'unreachable');
      healths.set(route, isDown ? unreachable(health(route), first.reply, moment) : reached(health(route)));
    }).then(() => {
      transfers?.delete(transfer);
      needs.moved(parcel);
      wake();
    });
    transfers?.add(transfer);
  };

  const run = sharedRun(async () => {
    cancel();
    if (phase === 'stopped') return;
    const { parcels, moreToRelease } = await needs.db.transaction().execute(look);
    for (const { route, parcel } of parcels) begin(route, parcel);
    const afterMs = await needs.after();
    const releaseMs = moreToRelease ? RELEASE_STEP_MS : LOOK_AT_LEAST_MS;
    cancel = clock.schedule(Math.min(afterMs, releaseMs, await untilNextMs(needs, healths)), wake);
  });
  const wake = (): void => {
    run().catch((error: unknown) => {
      failed(error);
      cancel();
      cancel = clock.schedule(NOTE_AGAIN_MS, wake);
    });
  };
  wake();
  return {
    wake,
    health,
    retryNow() {
      healths.clear();
      wake();
    },
    async stop() {
      phase = 'stopped';
      await run().catch(failed);
      cancel();
      const stopCutting = clock.schedule(DRAIN_MS, needs.cut);
      await Promise.all(Array.from(underWay.values(), (transfers) => Promise.all(transfers)));
      stopCutting();
    },
  };
}

interface Look {
  readonly parcels: { readonly route: Route; readonly parcel: Parcel }[];
  moreToRelease: boolean;
}

/** Never rejects: what cannot be noted now is noted later, and a crash before that makes a duplicate and no loss. */
async function deliverAndNote(
  needs: DispatcherNeeds & { readonly isStopped: () => boolean },
  route: Route,
  parcel: Parcel,
  answered: (answers: readonly RecipientAnswer[]) => void,
): Promise<void> {
  const answers = await needs.deliver(route, parcel);
  needs.crashPoint('release-sent-before-mark');
  answered(answers);
  for (;;) {
    try {
      await needs.commit.write(async (db) => note(needs, route, db, parcel, answers));
      return;
    } catch (error) {
      needs.failed(error);
      if (needs.isStopped()) return;
      await new Promise<void>((resolve) => needs.clock.schedule(NOTE_AGAIN_MS, resolve));
    }
  }
}

async function note(
  { clock, uniform, named }: DispatcherNeeds,
  route: Route,
  db: Kysely<Tables>,
  { rows }: Parcel,
  answers: readonly RecipientAnswer[],
): Promise<void> {
  const [nowMs, settledMs] = [clock.nowMs(), clock.settledMs()];
  for (const [index, row] of rows.entries()) {
    const answer = answers[index];
    if (answer !== undefined) await noteAnswer(db, row, answer, { nowMs, settledMs, chance: uniform() });
  }
  const down = answers.find(({ signal }) => signal === 'unreachable');
  if (down === undefined) return;
  await giveUpOverdue(db, { route, named }, down.reply, { nowMs, settledMs, chance: 0 });
  if (routeDirection(route) === 'inbound') await holdAgain(db, nowMs, { route, named });
}

async function untilNextMs(
  { db, clock }: DispatcherNeeds,
  healths: ReadonlyMap<Route, RouteHealth>,
): Promise<number> {
  const nowMs = clock.nowMs();
  const due = await nextDueAt(db, nowMs);
  const move = await nextMoveMs(db, nowMs);
  const times = [
    ...(due === null ? [] : [toMs(due)]),
    ...(move === null ? [] : [move]),
    ...Array.from(healths.values(), (health) =>
      health.state === 'down' ? [health.nextAttemptMs] : [],
    ).flat(),
  ];
  return Math.max(0, Math.min(LOOK_AT_LEAST_MS, ...times.map((atMs) => atMs - nowMs)));
}
