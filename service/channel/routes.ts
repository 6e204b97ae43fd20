/** What a plain HTTP request for the channel's address is told: to upgrade. */
import type { App } from '../http/app-type.ts';
import { CHANNEL_PATH } from '../../shared/protocol/version.ts';

export function registerChannelRoute(app: App): void {
  app.get(CHANNEL_PATH, { schema: { hide: true } }, async (_request, reply) =>
    reply
      .code(426)
      .headers({ Upgrade: 'websocket', Connection: 'Upgrade' })
      .type('text/plain; charset=utf-8')
      .send('the device channel is a WebSocket'),
  );
}
