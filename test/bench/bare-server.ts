/** What one writes without thinking: bare `ws`, and each client's message serialised and sent for itself. */
import { WebSocketServer, type WebSocket } from 'ws';
import { newEvent } from '../fakes/memory-truth.ts';
import { serveBench } from './bench-server.ts';

const event = newEvent({
  id: 'event-1',
  description: 'Round 10',
  groupId: 'group-1',
  startMs: 0,
  endMs: null,
});
const clients = new Set<WebSocket>();
let revision = 1000;
const messageOf = (): string => JSON.stringify({ type: 'event', revision, event });

const server = serveBench(messageOf().length, () => {
  revision += 1;
  for (const client of clients) client.send(messageOf());
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
sockets.on('connection', (client) => {
  clients.add(client);
  client.on('close', () => clients.delete(client));
});
