/** Mail flow, put together: what is accepted goes on, what is sent goes out, and nothing acknowledged is lost on the way. */
import type { Kysely } from 'kysely';
import { createEmitter, type Stop } from '../../shared/lib/emitter.ts';
import type { CrashPoint } from '../crash-point.ts';
import type { MessageFiles } from '../mailbox/message-files.ts';
import type { Forwarding, Recipients } from '../mailbox/ports.ts';
import { createGroupCommit } from '../storage/group-commit.ts';
import type { Tables } from '../storage/tables.ts';
import type { Parcel } from './claim.ts';
import { createConnectionPool, type PoolOptions } from './connection-pool.ts';
import { createDeliverParcel } from './deliver-parcel.ts';
import { startDispatcher, type Dispatcher, type DispatcherNeeds } from './dispatcher.ts';
import { enqueueAccepted } from './enqueue.ts';
import { MX_DEFAULTS, type MxOptions } from './mx.ts';
import { restartDeliveries } from './outcomes.ts';
import { createOutboundMail } from './outbound.ts';
import type { OutboundMail, SubmissionMoved } from './ports.ts';
import type { RecoveryWatch } from './recovery-watch.ts';
import { writeReports } from './reports.ts';
import type { SigningKey } from './outgoing.ts';
import type { RouteHealth } from './route-health.ts';
import { domainOf, hasPrimary, routesOf, type MailRoutes, type Route } from './routing.ts';
import { createSmtpClient } from './smtp-client.ts';
import { startTrimmingMailFlow } from './trim.ts';

export interface MailFlowNeeds {
  readonly db: Kysely<Tables>;
  readonly files: MessageFiles;
  readonly recipients: Recipients;
  readonly clock: DispatcherNeeds['clock'];
  readonly uniform: () => number;
  readonly serverName: string;
  readonly serviceId: string;
  readonly routes: MailRoutes;
  readonly releasePerMinute: number;
  readonly signingKeys: readonly SigningKey[];
  readonly password: string | null;
  /** Whom servers are checked by; null: Node's own. */
  readonly authorities: PoolOptions['authorities'];
  /** For tests. */
  readonly timeouts?: PoolOptions['timeouts'];
  readonly mx?: Omit<MxOptions, 'send'>;
  /** A message of ours is durable on disk. */
  readonly accepted: (id: string) => void;
  /** Something that lists show has moved. */
  readonly changed: () => void;
  readonly crashPoint: CrashPoint;
  readonly failed: (error: unknown) => void;
}

export interface MailFlow {
  readonly forwarding: Forwarding;
  readonly outbound: OutboundMail;
  readonly routes: readonly Route[];
  readonly health: (route: Route) => RouteHealth;
  readonly wake: () => void;
  readonly retryNow: () => void;
  /** Goes on with what a former run left. */
  readonly start: (recoveries: RecoveryWatch) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function createMailFlow(needs: MailFlowNeeds): MailFlow {
  const { db, clock, uniform, routes: configured, changed } = needs;
  const routes = routesOf(configured);
  const moved = createEmitter<SubmissionMoved>();
  let dispatcher: Dispatcher | null = null;
  let stopTrimming: Stop = () => undefined;
  const wake = (): void => dispatcher?.wake();
  return {
    routes,
    wake,
    outbound: createOutboundMail({ nowMs: clock.nowMs, wake, moved }),
    forwarding: {
      queue: (transaction, accepted) => enqueueAccepted(transaction, configured, accepted, clock.nowMs()),
      goesOn: ({ relay, deliveries }) =>
        relay !== undefined &&
        (relay.outbound.length > 0 ||
          deliveries.some(({ address }) => hasPrimary(configured, domainOf(address)))),
      wake() {
        changed();
        wake();
      },
    },
    health: (route) => dispatcher?.health(route) ?? { state: 'up' },
    retryNow: () => dispatcher?.retryNow(),
    async start(recoveries) {
      await db
        .transaction()
        .execute((transaction) =>
          restartDeliveries(transaction, { nowMs: clock.nowMs(), chance: uniform() }),
        );
      const tellMoved = (parcel: Parcel): void => {
        changed();
        for (const submission of submissionsOf(parcel)) moved.emit(submission);
      };
      dispatcher = startDispatcher(dispatcherNeeds(needs, routes, recoveries, tellMoved));
      stopTrimming = startTrimmingMailFlow(db, clock, needs.failed);
    },
    async stop() {
      stopTrimming();
      await dispatcher?.stop();
    },
  };
}

function dispatcherNeeds(
  needs: MailFlowNeeds,
  routes: readonly Route[],
  recoveries: RecoveryWatch,
  moved: DispatcherNeeds['moved'],
): DispatcherNeeds {
  const { db, clock, serverName: name, password, authorities, timeouts, mx = MX_DEFAULTS } = needs;
  const pool = createConnectionPool({
    ...{ name, password, authorities, schedule: clock.schedule },
    ...(timeouts === undefined ? {} : { timeouts }),
  });
  return {
    ...needs,
    routes,
    moved,
    named: [...needs.routes.primaries.keys()].filter((domain) => domain !== ''),
    commit: createGroupCommit((work) => db.transaction().execute(work)),
    deliver: createDeliverParcel({ ...needs, nowMs: clock.nowMs, mx, send: createSmtpClient(pool) }),
    cut: pool.close,
    async after() {
      const reports = await writeReports({ ...needs, nowMs: clock.nowMs });
      const recoveriesMs = await recoveries.look();
      return reports > 0 ? 0 : recoveriesMs;
    },
  };
}

function submissionsOf({ rows }: Parcel): readonly SubmissionMoved[] {
  const accounts = new Map(rows.map(({ submissionId, accountId }) => [submissionId, accountId]));
  return [...accounts].flatMap(([submissionId, accountId]) =>
    submissionId === null || accountId === null ? [] : [{ submissionId, accountId }],
  );
}
