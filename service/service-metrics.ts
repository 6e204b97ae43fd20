/** The figures of a whole service, and the door that `--metrics-address` opens to them. */
import type { Channel } from './channel/channel.ts';
import type { SteerableClock } from './clock/service-clock.ts';
import { isInDoubt } from './clock/trusted-time.ts';
import type { Endpoint } from './config.ts';
import type { Strangers } from './connections/strangers.ts';
import type { Core } from './core.ts';
import { listenForMetrics } from './http/metrics-listener.ts';
import type { Metrics, MetricsSource } from './http/metrics.ts';
import { readQueue } from './mail-flow/store.ts';
import type { Mail } from './mail.ts';
import type { OpenDatabase } from './storage/open-database.ts';

interface MetricsNeeds {
  readonly channel: Channel;
  readonly strangers: Pick<Strangers, 'count'>;
  readonly mail: Mail;
  readonly core: Core;
  readonly clock: SteerableClock;
  readonly database: OpenDatabase;
}

export function metricsSource({
  channel,
  strangers,
  mail,
  core,
  clock,
  database,
}: MetricsNeeds): MetricsSource {
  return {
    strangers: strangers.count,
    onlineDevices: channel.live.onlineCount,
    pollingDevices: channel.live.pollingCount,
    channel: channel.counters,
    signIns: core.signIns.counts,
    smtpConnections: mail.gateway.connections,
    mailWaiting: mail.mailboxes.waiting,
    mailQueue: () => readQueue(database.db, clock.nowMs()),
    revision: async () => (await core.truth.position()).revision,
    clockInDoubt: () => isInDoubt(clock.trust().kind),
  };
}

interface MetricsDoor {
  readonly port: number | null;
  readonly stop: () => void;
}

export async function openMetrics(
  address: Endpoint | null,
  metrics: Metrics,
  failed: (error: unknown) => void,
): Promise<MetricsDoor> {
  if (address === null) return { port: null, stop: () => undefined };
  return listenForMetrics(address, metrics, failed);
}
