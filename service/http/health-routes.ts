/** Whether the process lives, and whether it should be sent requests; no token needed (interfaces 2). */
import { z } from 'zod';
import type { App } from './app-type.ts';

export interface HealthNeeds {
  /** Rejects when the database does not answer. */
  readonly checkStorage: () => Promise<void>;
  readonly isDraining: () => boolean;
}

const healthSchema = z.object({ status: z.enum(['ok', 'draining', 'storage-unavailable']) });

export function registerHealthRoutes(app: App, { checkStorage, isDraining }: HealthNeeds): void {
  app.get('/healthz', { schema: { response: { 200: healthSchema } } }, async () => ({
    status: 'ok' as const,
  }));
  app.get(
    '/readyz',
    { schema: { response: { 200: healthSchema, 503: healthSchema } } },
    async (request, reply) => {
      if (isDraining()) return reply.code(503).send({ status: 'draining' });
      try {
        await checkStorage();
      } catch (error) {
        request.log.error({ err: error }, 'the database does not answer');
        return reply.code(503).send({ status: 'storage-unavailable' });
      }
      return reply.send({ status: 'ok' });
    },
  );
}
