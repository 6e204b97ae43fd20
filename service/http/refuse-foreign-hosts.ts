/** Refuses requests for a host that this service is not: a page whose name was made to lead here (DNS rebinding) is not let in. */
import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { Refusal } from '../refusal.ts';
import { sendProblem } from './answer-problems.ts';
import type { App } from './app-type.ts';
import type { TellOrigin } from './asked-origin.ts';
import { isKnownHost, type HostRule } from './host-rule.ts';

export type KnowsHost = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => boolean;

/** Probes ask by the address of a container or pod, or by none; there is nothing to see. */
const OPEN: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** Names are strangers' words: the log has this many of them at most. */
const MAX_NOTED = 20;

/** Notes each name that was refused once: an administrator who forgot `--public-url` should find it. */
export function createKnowsHost(rule: HostRule, tell: TellOrigin, log: FastifyBaseLogger): KnowsHost {
  const noted = new Set<string>();
  return (request) => {
    const { host } = tell(request);
    if (isKnownHost(host, rule)) return true;
    if (noted.size < MAX_NOTED && !noted.has(host)) {
      noted.add(host);
      log.warn(
        { host },
        'refused a request for another host: if it is this service, start it with --public-url',
      );
    }
    return false;
  };
}

export function refuseForeignHosts(app: App, knowsHost: KnowsHost): void {
  app.addHook('onRequest', async (request, reply) => {
    if (OPEN.has(request.routeOptions.url ?? '') || knowsHost(request.raw)) return;
    await sendProblem(reply, foreignHost());
  });
}

function foreignHost(): Refusal {
  return new Refusal(
    'misdirected',
    'unknown-host',
    'this service does not answer to that name: it is started with --public-url to do so',
  );
}
