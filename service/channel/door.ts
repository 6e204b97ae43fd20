/** Where connections come in: the HTTP upgrade, then a link. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Stop } from '../../shared/lib/emitter.ts';
import { SUBPROTOCOL } from '../../shared/protocol/version.ts';
import type { ChannelContext } from './context.ts';
import { countOne } from './counters.ts';
import {
  CLOSE_TIMEOUT_MS,
  MAX_BUFFERED_CHUNKS,
  MAX_FRAGMENTS,
  MAX_RECEIVED_BYTES,
  RETRY_SPREAD_MS,
} from './limits.ts';
import type { LinkSet } from './link-set.ts';
import { askedAddressOf, type LinkSocket, type LinkStream } from './link.ts';
import type { AskedAddress } from './meant-address.ts';
import { openLink } from './open-link.ts';
import { answerRefusal, FOREIGN_HOST, refusalOf, unavailable, type UpgradeRefusal } from './upgrade.ts';

export interface Door {
  readonly attach: (server: Server) => void;
  /** A connection that is open already: `socket` is what is below `ws`. */
  readonly accept: (ws: LinkSocket, socket: LinkStream, remoteAddress: string, asked?: AskedAddress) => void;
  /** Refuses newcomers from now on, and says so. */
  readonly close: () => void;
  /** Lets go of the servers. */
  readonly stop: Stop;
}

const SOCKET_OPTIONS = {
  noServer: true,
  clientTracking: false,
  // 230 KB a connection, for frames that are small anyway (M1).
  perMessageDeflate: false,
  maxPayload: MAX_RECEIVED_BYTES,
  maxFragments: MAX_FRAGMENTS,
  maxBufferedChunks: MAX_BUFFERED_CHUNKS,
  // Known to ws 8.23, not yet to its types.
  closeTimeout: CLOSE_TIMEOUT_MS,
  handleProtocols: () => SUBPROTOCOL,
};

export function createDoor(context: ChannelContext, links: LinkSet): Door {
  const sockets = new WebSocketServer(SOCKET_OPTIONS);
  const attached = new Set<Server>();
  let doorway: 'open' | 'closed' = 'open';

  const refusalNow = (request: IncomingMessage): UpgradeRefusal | null => {
    const refusal = refusalOf(request, context.publicUrl);
    if (refusal !== null) return refusal;
    if (!context.knowsHost(request)) return FOREIGN_HOST;
    const full = context.counters.strangers >= context.limits.unauthenticated;
    if (doorway === 'open' && !full) return null;
    return unavailable(context.chance.uniform() * RETRY_SPREAD_MS);
  };
  const accept: Door['accept'] = (ws, socket, remoteAddress, asked) => {
    const link = openLink(context, ws, socket, remoteAddress, asked ?? null);
    links.add(link);
    context.counters.connections += 1;
    ws.on('close', () => {
      links.remove(link);
      context.counters.connections -= 1;
    });
  };
  const enter = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const remoteAddress = context.clientAddress(request);
    const asked = askedAddressOf(request);
    // The HTTP answer and hello leave in one system call.
    socket.cork();
    sockets.handleUpgrade(request, socket, head, (ws) => {
      accept(ws, socket, remoteAddress, asked);
    });
    socket.uncork();
  };
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const refusal = refusalNow(request);
    if (refusal === null) {
      enter(request, socket, head);
      return;
    }
    countOne(context.counters.refusedUpgrades, refusal.status);
    answerRefusal(socket, refusal);
  };
  return {
    accept,
    attach(server) {
      server.on('upgrade', onUpgrade);
      attached.add(server);
    },
    close() {
      doorway = 'closed';
    },
    stop() {
      for (const server of attached) server.off('upgrade', onUpgrade);
      attached.clear();
      sockets.close();
    },
  };
}
