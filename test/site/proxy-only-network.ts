/** A network that nothing leaves but by its proxy: tinyproxy of Debian, which wants a name and a password, and a name that is known behind it alone. */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { startServer, type RunningServer } from './debian-servers.ts';

export interface ProxySignIn {
  readonly name: string;
  readonly password: string;
}

export interface ProxyOnlyNetwork {
  /** `host:port` of the proxy, as a person is shown it. */
  readonly proxy: string;
  /** From now on it takes this one alone; who is connected is not any more. At the same place. */
  readonly want: (signIn: ProxySignIn) => Promise<void>;
  /** Destinations that were asked for, as `name:port`. */
  readonly asked: () => readonly string[];
  readonly stop: () => Promise<void>;
}

export interface Mapping {
  readonly port: number;
  readonly asked: () => readonly string[];
  readonly stop: () => void;
}

/** `ports`: of this computer, for each destination that can be reached by the proxy. */
export async function startProxyOnlyNetwork(
  folder: string,
  ports: Readonly<Record<string, number>>,
  signIn: ProxySignIn,
): Promise<ProxyOnlyNetwork> {
  const behind = await startMapping(ports);
  const start = (wanted: ProxySignIn, at?: number): Promise<RunningServer> => {
    const place = path.join(folder, `tinyproxy-${wanted.password}`);
    mkdirSync(place, { recursive: true });
    return startServer(
      'tinyproxy',
      place,
      (port) => `Port ${String(port)}\nListen 127.0.0.1\nTimeout 600\nMaxClients 100\nLogLevel Critical
BasicAuth ${wanted.name} ${wanted.password}
Upstream http 127.0.0.1:${String(behind.port)}\nConnectPort 443\n`,
      at,
    );
  };
  let proxy = await start(signIn);
  const { port } = proxy;
  return {
    proxy: `127.0.0.1:${String(port)}`,
    async want(wanted) {
      await proxy.stop();
      proxy = await start(wanted, port);
    },
    asked: behind.asked,
    async stop() {
      await proxy.stop();
      behind.stop();
    },
  };
}

/** Knows the names, by `name:port`, and asks nobody who they are. */
export async function startMapping(ports: Readonly<Record<string, number>>): Promise<Mapping> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    const port = ports[url];
    socket.on('error', () => undefined);
    if (port === undefined) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    sockets.add(onward);
    onward.on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => asked,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
