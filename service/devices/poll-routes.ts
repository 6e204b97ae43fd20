/** REST: the poll fallback of devices (interfaces 3). */
import type { FastifyRequest } from 'fastify';
import { pollAnswerSchema, POLL_HEADERS, POLL_PATH } from '../../shared/protocol/poll.ts';
import { POLL_TOLD_PATH, pollToldAnswerSchema, pollToldSchema } from '../../shared/protocol/poll-told.ts';
import type { RegisteredDevice } from '../channel/ports.ts';
import type { App } from '../http/app-type.ts';
import { poll, type PollNeeds } from './poll.ts';
import type { PollToldDoor } from './poll-told.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** null: not a route for what a device that polls tells. */
    pollingDevice: RegisteredDevice | null;
  }
}

export function registerPollRoute(app: App, needs: PollNeeds): void {
  const schema = { tags: ['devices'], response: { 200: pollAnswerSchema } };
  app.get(POLL_PATH, { schema }, async ({ headers, clientAddress, socket }, reply) => {
    const given = (name: string): string => {
      const value = headers[name];
      return typeof value === 'string' ? value : '';
    };
    // Set before anything can be refused: a 401 brings the nonce for the next try.
    reply
      .header(POLL_HEADERS.nonce, needs.nonces.issue())
      .header(POLL_HEADERS.service, needs.truth.serviceId);
    const claim = {
      deviceId: given(POLL_HEADERS.device),
      nonce: given(POLL_HEADERS.nonce),
      signature: given(POLL_HEADERS.signature),
      meant:
        given(POLL_HEADERS.meant) === ''
          ? undefined
          : { address: given(POLL_HEADERS.meant), signature: given(POLL_HEADERS.meantSignature) },
    };
    const asked = { host: given('host'), port: socket.localPort ?? 0 };
    return reply
      .header('cache-control', 'no-store')
      .send(await poll(needs, claim, { remoteAddress: clientAddress, asked }));
  });
}

/** Who it is comes first: the body of anybody else is not read. */
export function registerPollToldRoute(app: App, door: PollToldDoor): void {
  const schema = { tags: ['devices'], body: pollToldSchema, response: { 200: pollToldAnswerSchema } };
  app.decorateRequest('pollingDevice', null);
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    request.pollingDevice = await door.enter(request.headers.authorization);
  };
  app.post(POLL_TOLD_PATH, { schema, onRequest }, async ({ pollingDevice, body }, reply) => {
    if (pollingDevice === null) throw new Error('the route of polling devices is not guarded');
    return reply.header('cache-control', 'no-store').send(await door.take(pollingDevice, body));
  });
}
