/** The HTTP side of the service, apart from its launch: everything it needs is given (house style 25). */
import { existsSync } from 'node:fs';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Registry } from 'prom-client';
import { answerErrors } from './http/answer-errors.ts';
import type { AdminDoor } from './http/admin-door.ts';
import { serveOpenApi } from './http/open-api.ts';
import { CONTENT_SECURITY_POLICY } from './http/security-headers.ts';

export type App = FastifyInstance;
/** A capability's routes; `app` parses and answers by zod schemas. */
export type Routes = (app: ZodApp) => void;
export type ZodApp = ReturnType<typeof withZod>;

export interface AppDeps {
  readonly log: FastifyBaseLogger;
  readonly door: AdminDoor;
  /** Under `/api/v1`, for administrators only. */
  readonly adminRoutes: readonly Routes[];
  /** Under `/api/v1`, each with its own door. */
  readonly deviceRoutes: readonly Routes[];
  /** At the root, as JMAP's. */
  readonly rootRoutes: readonly ((app: App) => void)[];
  readonly metrics: Registry;
  /** False while starting or draining. */
  readonly ready: () => boolean;
  /** The built console; without the folder `/` says how to build it. */
  readonly consoleFolder: string;
}

/** The largest body of the REST interface: an event with all its texts is a few kilobytes. */
const MAX_BODY_BYTES = 256 * 1024;
/** A request's header lines must arrive within this long (slow-loris). */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;

export async function buildApp(deps: AppDeps): Promise<App> {
  const app = withZod(createFastify(deps.log));
  answerErrors(app);
  await app.register(helmet, { contentSecurityPolicy: CONTENT_SECURITY_POLICY });
  await serveOpenApi(app);
  await app.register(
    (api, _options, done) => {
      api.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
      for (const routes of deps.deviceRoutes) routes(withZod(api));
      done();
    },
    { prefix: '/api/v1' },
  );
  await app.register(
    (api, _options, done) => {
      api.addHook('onRequest', deps.door.check);
      for (const routes of deps.adminRoutes) routes(withZod(api));
      done();
    },
    { prefix: '/api/v1' },
  );
  serveHealth(app, deps);
  for (const routes of deps.rootRoutes) routes(app);
  await serveConsole(app, deps.consoleFolder);
  return app;
}

function createFastify(log: FastifyBaseLogger): App {
  const app = fastify({
    loggerInstance: log,
    disableRequestLogging: true,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    // A prototype in a body is an error, not something to strip quietly.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    forceCloseConnections: 'idle',
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Only JSON is taken: a form or text/plain could be sent across sites without asking (415).
  app.removeContentTypeParser('text/plain');
  return app;
}

function withZod(app: App) {
  return app.withTypeProvider<ZodTypeProvider>();
}

function serveHealth(app: App, { ready, metrics }: AppDeps): void {
  const hide = { schema: { hide: true } };
  app.get('/healthz', hide, () => ({ status: 'ok' }));
  app.get('/readyz', hide, (_request, reply) =>
    ready() ? { status: 'ready' } : reply.code(503).send({ status: 'not-ready' }),
  );
  app.get('/metrics', hide, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
}

async function serveConsole(app: App, folder: string): Promise<void> {
  if (existsSync(folder)) {
    await app.register(fastifyStatic, { root: folder, cacheControl: true, maxAge: 0 });
    return;
  }
  app.get('/', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('The administration console is not built: npm run build\n'),
  );
}
