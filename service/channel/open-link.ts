/** From an accepted WebSocket to a link: says hello and listens. */
import type { RawData } from 'ws';
import { fromMs } from '../../shared/domain/instant.ts';
import { AUTHENTICATION_TIMEOUT_MS } from '../../shared/protocol/timing.ts';
import type { ChannelContext } from './context.ts';
import { countOne } from './counters.ts';
import { frameOf } from './frame.ts';
import type { Link, LinkSocket, LinkStream } from './link.ts';
import { lookLater, receive, receiveControl } from './link-driver.ts';
import type { AskedAddress } from './meant-address.ts';
import { nextPingAtMs } from './pulse.ts';

export function openLink(
  context: ChannelContext,
  ws: LinkSocket,
  socket: LinkStream,
  remoteAddress: string,
  asked: AskedAddress | null,
): Link {
  const link = createLink(context, ws, socket, remoteAddress, asked);
  ws.on('message', (data, isBinary) => receive(context, link, bytesOf(data), isBinary));
  ws.on('ping', () => receiveControl(context, link));
  ws.on('pong', () => receiveControl(context, link));
  // `ws` has answered with its own close code; what is left to do comes with `close`.
  ws.on('error', (error) => countOne(context.counters.badFrames, codeOf(error)));
  ws.on('close', () => context.signal(link, { kind: 'gone' }));
  context.counters.strangers += 1;
  sayHello(context, link);
  lookLater(context, link);
  return link;
}

function createLink(
  context: ChannelContext,
  ws: LinkSocket,
  socket: LinkStream,
  remoteAddress: string,
  asked: AskedAddress | null,
): Link {
  const { clock, chance, limits } = context;
  const nowMs = clock.monotonicMs();
  return {
    ws,
    socket,
    remoteAddress,
    asked,
    nonce: chance.nonce(),
    state: { kind: 'challenged', deadlineMs: nowMs + AUTHENTICATION_TIMEOUT_MS },
    placement: null,
    revision: 0,
    onlineSinceMs: clock.nowMs(),
    heardMs: nowMs,
    pingAtMs: nextPingAtMs(nowMs, chance.uniform()),
    renewAtMs: Infinity,
    budget: { left: limits.messages.burst, atMs: nowMs },
    saving: Promise.resolve(),
  };
}

function sayHello({ truth, clock, send }: ChannelContext, link: Link): void {
  const { serviceId } = truth;
  const serverTime = fromMs(clock.nowMs());
  send(link, frameOf({ type: 'hello', serviceId, serverTime, nonce: link.nonce }));
}

/** `ws` gives one Buffer unless asked for something else. */
function bytesOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'socket-error';
}
