/** The HTTP side of the service, apart from its launch: everything it needs is given (house style 25). */
import { Server as HttpsServer } from 'node:https';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { guard } from './access/guard.ts';
import { createLetIn } from './access/let-in.ts';
import { registerAccessRoutes, type AccessRouteNeeds } from './access/routes.ts';
import { registerAuditRoutes, type AuditRouteNeeds } from './audit/routes.ts';
import { registerChangeRoutes, type ChangeRouteNeeds } from './changes/routes.ts';
import { registerChannelRoute } from './channel/routes.ts';
import type { Strangers } from './connections/strangers.ts';
import { knowWhoIsIn, watchServer } from './connections/watch-server.ts';
import { registerHistoryRoutes, type HistoryRouteNeeds } from './continuity-events/history-routes.ts';
import { registerClockRoutes, type ClockRouteNeeds } from './clock/routes.ts';
import { registerEventRoutes } from './continuity-events/routes.ts';
import type { PollNeeds } from './devices/poll.ts';
import { registerPollRoute, registerPollToldRoute } from './devices/poll-routes.ts';
import type { PollToldDoor } from './devices/poll-told.ts';
import type { DeviceRegistration } from './devices/registration.ts';
import { registerRegistrationRoute } from './devices/registration-routes.ts';
import { registerDeviceRoutes, type DeviceRouteNeeds } from './devices/routes.ts';
import { registerGroupRoutes, type GroupRouteNeeds } from './directory/routes.ts';
import { answerFrameworkError, answerProblems } from './http/answer-problems.ts';
import type { App } from './http/app-type.ts';
import { tellClientAddresses, type ClientAddress } from './http/client-address.ts';
import { tellAskedOrigins } from './http/asked-origin.ts';
import { closeIdleConnections } from './http/close-idle.ts';
import { MAX_BODY_BYTES, parseBodies } from './http/body-parsing.ts';
import { registerCsvRoutes, type CsvRouteNeeds } from './http/csv-routes.ts';
import { serveConsole } from './http/console-pages.ts';
import { registerHealthRoutes } from './http/health-routes.ts';
import { registerMetrics, type Metrics } from './http/metrics.ts';
import { refuseForeignHosts } from './http/refuse-foreign-hosts.ts';
import type { Site } from './http/site.ts';
import { describeApi, serveApiDescription } from './http/api-description/serve.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import { registerLabRoutes, type LabRouteNeeds } from './lab/routes.ts';
import { honourIdempotencyKeys } from './idempotency/hooks.ts';
import type { Idempotency } from './idempotency/idempotency.ts';
import type { KeyPair } from './tls/certificate-files.ts';
import { registerWebhookRoutes, type WebhookRouteNeeds } from './webhooks/routes.ts';
import { registerMailFlowRoutes, type MailFlowRouteNeeds } from './mail-flow/routes.ts';
import type { Readiness } from './readiness.ts';
import { registerPeopleRoutes, type PeopleRouteNeeds } from './people/routes.ts';

type AdminNeeds = HistoryRouteNeeds &
  GroupRouteNeeds &
  PeopleRouteNeeds &
  DeviceRouteNeeds &
  AuditRouteNeeds &
  ChangeRouteNeeds &
  AccessRouteNeeds &
  ClockRouteNeeds &
  CsvRouteNeeds &
  WebhookRouteNeeds &
  MailFlowRouteNeeds & { readonly idempotency: Idempotency };

export interface AppDeps {
  readonly log: FastifyBaseLogger;
  readonly strangers: Strangers;
  readonly clientAddress: ClientAddress;
  /** null: HTTP in plain. */
  readonly certificate: KeyPair | null;
  readonly site: Site;
  readonly admin: AdminNeeds;
  readonly registration: DeviceRegistration;
  readonly poll: PollNeeds;
  readonly pollTold: PollToldDoor;
  readonly readiness: Pick<Readiness, 'look'>;
  readonly metrics: Metrics;
  /** null: not a lab, its routes are 404. */
  readonly lab: LabRouteNeeds | null;
  readonly registerJmap: (app: FastifyInstance) => void;
  /** What the build made of the console; may be missing. */
  readonly consoleFolder: string;
}

/** A request's header lines must arrive within this long (slow-loris). */
const HEADERS_TIMEOUT_MS = 10_000;
/** How often connections are looked through for those whose time is over, silent ones among them. */
const CONNECTIONS_CHECK_MS = 2000;
const REQUEST_TIMEOUT_MS = 60_000;

export async function buildApp(deps: AppDeps): Promise<App> {
  const app = createApp(deps);
  watchServer(app.server, deps.strangers, deps.clientAddress);
  knowWhoIsIn(app, deps.strangers);
  tellClientAddresses(app, deps.clientAddress);
  const letIn = createLetIn(deps.admin.access.authenticate);
  tellAskedOrigins(app, deps.site.askedOrigin);
  refuseForeignHosts(app, deps.site.knowsHost);
  closeIdleConnections(app);
  answerProblems(app);
  parseBodies(app);
  await setSecurityHeaders(app);
  await describeApi(app);
  registerMetrics(app, deps.metrics, letIn);
  registerHealthRoutes(app, deps.readiness);
  registerRegistrationRoute(app, deps.registration);
  registerPollRoute(app, deps.poll);
  registerPollToldRoute(app, deps.pollTold);
  registerChannelRoute(app);
  await app.register(
    async (scope) => registerGuardedRoutes(scope.withTypeProvider<ZodTypeProvider>(), deps),
    {
      prefix: '/api/v1',
    },
  );
  serveApiDescription(app, letIn);
  deps.registerJmap(app);
  await serveConsole(app, deps.consoleFolder);
  return app;
}

/** All that asks who one is: a route added here cannot forget it. */
function registerGuardedRoutes(scope: App, { admin, lab }: AppDeps): void {
  guard(scope, admin.access.authenticate);
  honourIdempotencyKeys(scope, admin.idempotency);
  registerAccessRoutes(scope, admin);
  registerEventRoutes(scope, admin);
  registerHistoryRoutes(scope, admin);
  registerGroupRoutes(scope, admin);
  registerPeopleRoutes(scope, admin);
  registerDeviceRoutes(scope, admin);
  registerAuditRoutes(scope, admin);
  registerChangeRoutes(scope, admin);
  registerClockRoutes(scope, admin);
  registerCsvRoutes(scope, admin);
  registerWebhookRoutes(scope, admin);
  registerMailFlowRoutes(scope, admin);
  if (lab !== null) registerLabRoutes(scope, lab);
}

/** For connections that begin from now on. */
export function renewCertificate(app: App, pair: KeyPair): void {
  if (app.server instanceof HttpsServer) app.server.setSecureContext(pair);
}

function createApp({ log, certificate, site }: AppDeps): App {
  const options = {
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    frameworkErrors: answerFrameworkError,
    rewriteUrl: ({ url = '/' }: { readonly url?: string | undefined }) => site.innerPath(url),
  } as const;
  const http = { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: CONNECTIONS_CHECK_MS };
  const https = { ...http, ...certificate, handshakeTimeout: HEADERS_TIMEOUT_MS };
  const app = fastify({ ...options, http, ...(certificate === null ? {} : { https }) });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  return app.withTypeProvider<ZodTypeProvider>();
}
