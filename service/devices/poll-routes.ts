/** REST: the poll fallback of devices (interfaces 3). */
import { pollAnswerSchema, POLL_HEADERS, POLL_PATH } from '../../shared/protocol/poll.ts';
import type { App } from '../http/app-type.ts';
import { poll, type PollNeeds } from './poll.ts';

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
