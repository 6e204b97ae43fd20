/** What is no stranger's business, and yet asks nothing of this computer itself: figures, and the description of the interface. */
import { isIPv4 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { plainAddress } from '../network-of.ts';
import type { Authenticate } from './authenticate.ts';

/** Throws a `Refusal` for whoever is neither of this computer nor known. */
export type LetIn = (request: FastifyRequest) => Promise<void>;

export function createLetIn(authenticate: Authenticate): LetIn {
  return async (request) => {
    if (isOfThisComputer(request)) return;
    await authenticate(request);
  };
}

/** Whatever passes a request on, says so; unless it is trusted, it may pass on anybody's. */
const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

function isOfThisComputer({ clientAddress, raw, headers }: FastifyRequest): boolean {
  const isPassedOn = PASSED_ON.some((name) => headers[name] !== undefined);
  // A proxy that is trusted says of whom: another than itself.
  const isToldOf = clientAddress !== plainAddress(raw.socket.remoteAddress ?? '');
  if (isPassedOn && !isToldOf) return false;
  return clientAddress === '::1' || (isIPv4(clientAddress) && clientAddress.startsWith('127.'));
}
