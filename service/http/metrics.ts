/** Figures for Prometheus, of this process alone: a registry of its own, so that two services in one test do not mix. */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ChannelCounters } from '../channel/counters.ts';
import { SECOND_MS } from '../../shared/domain/instant.ts';
import type { SignInCounts, SigningIn } from '../guessing/sign-in-record.ts';
import type { QueueFigures } from '../mail-flow/store.ts';
import type { LetIn } from '../access/let-in.ts';
import type { App } from './app-type.ts';

export interface MetricsSource {
  readonly onlineDevices: () => number;
  readonly pollingDevices: () => number;
  readonly strangers: () => number;
  readonly channel: Readonly<ChannelCounters>;
  readonly signIns: SignInCounts;
  readonly smtpConnections: () => number;
  /** Accepted messages on their way into mailboxes. */
  readonly mailWaiting: () => number;
  /** Deliveries on their way, by state. */
  readonly mailQueue: () => Promise<ReadonlyMap<string, QueueFigures>>;
  readonly revision: () => Promise<number>;
  /** The clock of the computer is not believed, and nobody has decided. */
  readonly clockInDoubt: () => boolean;
}

const DURATION_BUCKETS_S = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

export interface Metrics {
  readonly contentType: string;
  /** As Prometheus reads them. */
  readonly text: () => Promise<string>;
  /** A request was answered. */
  readonly answered: (method: string, route: string, status: number, elapsedMs: number) => void;
}

export function createMetrics(source: MetricsSource): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'continuity_http_request_duration_seconds',
    help: 'Time to answer a request, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: DURATION_BUCKETS_S,
    registers: [registry],
  });
  addGauges(registry, source);
  addLabelledGauges(registry, source);
  addSignInGauges(registry, source.signIns);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered(method, route, status, elapsedMs) {
      durations.observe({ method, route, status }, elapsedMs / SECOND_MS);
    },
  };
}

/** `letIn` throws for a stranger. */
export function registerMetrics(app: App, metrics: Metrics, letIn: LetIn): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime);
  });
  app.get('/metrics', { schema: { hide: true }, onRequest: letIn }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );
}

function addGauges(registry: Registry, source: MetricsSource): void {
  const gauge = (name: string, help: string, read: () => number | Promise<number>): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read());
      },
    });
  };
  const { channel } = source;
  gauge('continuity_devices_online', 'Devices with a proven connection', source.onlineDevices);
  gauge(
    'continuity_devices_polling',
    'Devices without a connection that ask over HTTP',
    source.pollingDevices,
  );
  gauge('continuity_channel_connections', 'Open sockets of the channel', () => channel.connections);
  gauge('continuity_channel_strangers', 'Sockets that have not proven themselves', () => channel.strangers);
  gauge('continuity_channel_frames_in', 'Frames received since the start', () => channel.framesIn);
  gauge('continuity_channel_frames_out', 'Frames sent since the start', () => channel.framesOut);
  gauge(
    'continuity_channel_misdialled',
    'Right proofs, by channel or poll, for an address that is not this service',
    () => channel.misdialled,
  );
  gauge('continuity_strangers', 'HTTP connections that have not said who they are', source.strangers);
  gauge('continuity_smtp_connections', 'Open SMTP connections', source.smtpConnections);
  gauge('continuity_mail_waiting', 'Accepted messages on their way into mailboxes', source.mailWaiting);
  gauge('continuity_clock_in_doubt', '1: the computer’s clock is not believed', () =>
    Number(source.clockInDoubt()),
  );
  gauge('continuity_revision', 'The revision of the organisation', source.revision);
}

function addLabelledGauges(registry: Registry, source: MetricsSource): void {
  const { channel } = source;
  const mailQueue = shared(source.mailQueue);
  labelled(registry, 'continuity_mail_queue', 'Deliveries on their way, by state', 'state', async () =>
    each(await mailQueue(), ({ deliveries }) => deliveries),
  );
  labelled(
    registry,
    'continuity_mail_queue_oldest_seconds',
    'How long the oldest delivery has been on its way, by state',
    'state',
    async () => each(await mailQueue(), ({ oldestMs }) => oldestMs / SECOND_MS),
  );
  labelled(
    registry,
    'continuity_channel_bad_frames',
    'Bad frames by problem',
    'problem',
    () => channel.badFrames,
  );
  labelled(
    registry,
    'continuity_channel_closes',
    'Connections that the service closed, by code',
    'code',
    () => channel.closes,
  );
  labelled(
    registry,
    'continuity_channel_authentications',
    'Authentications by outcome',
    'outcome',
    () => new Map(Object.entries(channel.authentications)),
  );
}

function addSignInGauges(registry: Registry, { person, administrator }: SignInCounts): void {
  const byOutcome = (name: string, help: string, counts: SignInCounts[SigningIn]): void =>
    labelled(registry, name, help, 'outcome', () => new Map(Object.entries(counts)));
  byOutcome('continuity_person_sign_ins', 'Sign-ins of people with a password, by outcome', person);
  byOutcome(
    'continuity_administrator_sign_ins',
    'Sign-ins of administrators with a password, by outcome',
    administrator,
  );
}

function labelled(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  read: () => ReadonlyMap<string | number, number> | Promise<ReadonlyMap<string | number, number>>,
): void {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    async collect() {
      for (const [key, count] of await read()) this.set({ [label]: String(key) }, count);
    },
  });
}

/** The gauges of one scrape ask at the same moment: whoever asks while an answer is on its way gets that one. */
function shared<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let current: Promise<Value> | null = null;
  return () => {
    current ??= read().finally(() => {
      current = null;
    });
    return current;
  };
}

function each<Value>(
  map: ReadonlyMap<string, Value>,
  figure: (value: Value) => number,
): ReadonlyMap<string, number> {
  return new Map(Array.from(map, ([key, value]) => [key, figure(value)]));
}
