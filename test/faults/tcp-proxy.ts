/** A TCP proxy that does to a connection what networks do: late, cut, reset, or in pieces. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Fault {
  /** Each chunk arrives in two pieces, cut after so many bytes. */
  readonly sliceAt?: number;
  /** After so many bytes from the server the connection is reset. */
  readonly resetAfter?: number;
  readonly latencyMs?: number;
  /** Nobody gets through. */
  readonly isDown?: boolean;
}

export interface TcpProxy {
  readonly url: string;
  /** For the next connection only, before those that are set for all. */
  readonly once: (fault: Fault) => void;
  /** For the connections that come. */
  readonly set: (fault: Fault) => void;
  /** Resets those that are there. */
  readonly resetAll: () => void;
  readonly stop: () => Promise<void>;
}

export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let all: Fault = {};
  const next: Fault[] = [];
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    const fault = next.shift() ?? all;
    if (fault.isDown === true) {
      client.resetAndDestroy();
      return;
    }
    const upstream = keep(connect(Number(port), hostname));
    void pass(client, upstream, { ...fault, resetAfter: Infinity });
    void pass(upstream, client, fault);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    once: (fault) => next.push(fault),
    set: (fault) => (all = fault),
    resetAll() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** One chunk after the other; when `from` ends, so does `to`. */
async function pass(from: Socket, to: Socket, fault: Fault): Promise<void> {
  let left = fault.resetAfter ?? Infinity;
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (const piece of pieces(chunk.subarray(0, left), fault.sliceAt)) {
        if (fault.latencyMs === undefined) to.write(piece);
        else setTimeout(() => to.write(piece), fault.latencyMs);
        // So that the other side reads it before the next comes.
        await new Promise((resolve) => setImmediate(resolve));
      }
      left -= chunk.length;
      if (left <= 0) break;
    }
    if (left > 0) to.end();
    else to.resetAndDestroy();
  } catch {
    // A reset is passed on.
    to.destroy();
  }
}

function pieces(chunk: Buffer, at = 0): readonly Buffer[] {
  return at > 0 && at < chunk.length ? [chunk.subarray(0, at), chunk.subarray(at)] : [chunk];
}
