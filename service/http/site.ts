/** What this service is to who reaches it: the address that was asked, and whether it is one of its own. */
import type { FastifyBaseLogger } from 'fastify';
import { innerPath } from '../public-path.ts';
import { createAskedOrigin, originText, type AskedNeeds, type TellOrigin } from './asked-origin.ts';
import { createKnowsHost, type KnowsHost } from './refuse-foreign-hosts.ts';

export interface Site {
  readonly askedOrigin: TellOrigin;
  readonly knowsHost: KnowsHost;
  /** What a request asks for, without the path of the public address. */
  readonly innerPath: (url: string) => string;
  /** Where clients are to go on, no slash at the end: the public address, or that which was asked. */
  readonly originOf: (request: Parameters<TellOrigin>[0]) => string;
}

interface Needs extends AskedNeeds {
  readonly listensOn: string;
  readonly log: FastifyBaseLogger;
}

export function createSite({ publicUrl, isTrustedPeer, listensOn, log }: Needs): Site {
  const askedOrigin = createAskedOrigin({ publicUrl, isTrustedPeer });
  return {
    askedOrigin,
    knowsHost: createKnowsHost({ publicUrl, listensOn }, askedOrigin, log),
    innerPath: (url) => innerPath(url, publicUrl),
    originOf: (request) => publicUrl ?? originText(askedOrigin(request)),
  };
}
