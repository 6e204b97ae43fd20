/** Whether the process lives, and what it cannot do at present; no token needed (interfaces 2), so nothing private in it. */
import { z } from 'zod';
import { PROBLEM_CODES, type Readiness } from '../readiness.ts';
import type { App } from './app-type.ts';

const healthSchema = z.object({ status: z.literal('ok') });

const readinessSchema = z.object({
  /** `limited`: it serves, but for what the problems say; `unavailable`, and 503: requests belong elsewhere. */
  status: z.enum(['ok', 'limited', 'unavailable']),
  problems: z.array(
    z.object({ code: z.enum(PROBLEM_CODES), message: z.string(), since: z.iso.datetime({ precision: 3 }) }),
  ),
});

export function registerHealthRoutes(app: App, readiness: Pick<Readiness, 'look'>): void {
  app.get('/healthz', { schema: { response: { 200: healthSchema } } }, async () => ({
    status: 'ok' as const,
  }));
  app.get(
    '/readyz',
    { schema: { response: { 200: readinessSchema, 503: readinessSchema } } },
    async (_request, reply) => {
      const { turnsAway, problems } = await readiness.look();
      if (turnsAway) return reply.code(503).send({ status: 'unavailable', problems: [...problems] });
      return reply.send({ status: problems.length === 0 ? 'ok' : 'limited', problems: [...problems] });
    },
  );
}
