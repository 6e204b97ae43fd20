/** The network between all computers and the service: opens connections, carries HTTP, and has each path's faults. */
import type { Http, HttpAnswer, HttpRequest, Sockets } from '../../electron/device/ports.ts';
import type { Door } from '../../service/channel/door.ts';
import { createConnection, type Connection } from './connection.ts';
import { createPath, isSilent, oneWayMs, type Path, type PathState } from './path.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** What listens at the service's address. */
export interface Host {
  readonly accept: Door['accept'];
  readonly answer: (request: HttpRequest) => Promise<HttpAnswer>;
}

export interface Line {
  readonly path: Path;
  readonly sockets: (isAlive: () => boolean) => Sockets;
  readonly http: Http;
  readonly become: (state: PathState) => void;
  readonly sleep: (asleep: boolean) => void;
  /** Connections that are not over. */
  readonly connections: () => readonly Connection[];
  /** The device's process is gone. */
  readonly lostDevice: () => void;
}

export interface Network {
  readonly line: (index: number) => Line;
  /** null: the process is gone, its connections with it. */
  readonly listen: (host: Host | null) => void;
}

interface NetworkNeeds {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly count: number;
  /** The service says welcome on one more connection of this computer. */
  readonly welcomed: (index: number) => void;
  /** A connection of this computer was cut in the middle. */
  readonly cut: (index: number, how: 'reset' | 'die') => void;
}

const UNREACHABLE = 1006;
/** What the adapter gives a connection to be made (web-socket.ts). */
const HANDSHAKE_TIMEOUT_MS = 5000;

export function createNetwork(needs: NetworkNeeds): Network {
  const place: { host: Host | null } = { host: null };
  const lines = Array.from({ length: needs.count }, (_, index) => createLine(needs, index, () => place.host));
  return {
    line(index) {
      const line = lines[index];
      if (line === undefined) throw new RangeError(`there is no computer ${index}`);
      return line;
    },
    listen(next) {
      place.host = next;
      if (next !== null) return;
      for (const line of lines) for (const connection of line.connections()) connection.lostService();
    },
  };
}

function createLine(needs: NetworkNeeds, index: number, host: () => Host | null): Line {
  const { timeline, random } = needs;
  const path = createPath();
  let connections: Connection[] = [];
  const current = (): readonly Connection[] => {
    connections = connections.filter((connection) => !connection.isOver());
    return connections;
  };
  const open = (listener: Parameters<Sockets['open']>[2]): Connection => {
    const connection = createConnection({
      ...{ timeline, random, path, listener },
      welcomed: () => needs.welcomed(index),
      cut: (how) => needs.cut(index, how),
    });
    connections = [...current(), connection];
    const fail = (): void => connection.socket.close(UNREACHABLE, 'cannot connect');
    // There and back for TCP, there and back for the upgrade.
    const handshakeMs = 2 * oneWayMs(path, random) + 2 * oneWayMs(path, random);
    if (isSilent(path)) timeline.after(HANDSHAKE_TIMEOUT_MS, fail);
    else {
      timeline.after(handshakeMs, () => {
        const there = host();
        if (path.state !== 'clear' || path.asleep || there === null) {
          timeline.after(isSilent(path) ? HANDSHAKE_TIMEOUT_MS - handshakeMs : 0, fail);
          return;
        }
        connection.opened();
        there.accept(connection.ws, connection.stream, `10.0.0.${index}`);
      });
    }
    return connection;
  };
  const http = createHttp({ timeline, random, path, host });
  const clear = (): void => {
    for (const connection of current()) connection.pathCleared();
  };
  return {
    path,
    connections: current,
    http,
    sockets: (isAlive) => ({
      open: (_url, _subprotocol, listener) => open(whileAlive(listener, isAlive)).socket,
    }),
    become(state) {
      path.state = state;
      if (state === 'swallowed') for (const connection of current()) connection.die();
      else if (state === 'refused' || state === 'no-websocket') {
        for (const connection of current()) connection.reset();
      } else if (state === 'clear' && !isSilent(path)) clear();
    },
    sleep(asleep) {
      path.asleep = asleep;
      if (!isSilent(path)) clear();
    },
    lostDevice() {
      for (const connection of current()) connection.lostDevice();
    },
  };
}

function whileAlive(
  listener: Parameters<Sockets['open']>[2],
  isAlive: () => boolean,
): Parameters<Sockets['open']>[2] {
  return {
    opened: () => isAlive() && listener.opened(),
    text: (frame) => isAlive() && listener.text(frame),
    heard: () => isAlive() && listener.heard(),
    closed: (code, reason) => isAlive() && listener.closed(code, reason),
  };
}

interface HttpNeeds extends Pick<NetworkNeeds, 'timeline' | 'random'> {
  readonly path: Path;
  readonly host: () => Host | null;
}

function createHttp({ timeline, random, path, host }: HttpNeeds): Http {
  const lost = (message: string): HttpAnswer => ({ kind: 'unreachable', message });
  return {
    request: (request) =>
      new Promise((resolve) => {
        const stopWaiting = timeline.after(request.timeoutMs, () => resolve(lost('timed out')));
        const travel = (arrive: () => void): void => {
          timeline.after(oneWayMs(path, random), () => {
            if (!isSilent(path)) arrive();
          });
        };
        const answered = (answer: HttpAnswer): void => {
          stopWaiting();
          resolve(answer);
        };
        travel(() => {
          const there = host();
          if (path.state === 'refused' || there === null) answered(lost('refused'));
          else void there.answer(request).then((answer) => travel(() => answered(answer)));
        });
      }),
  };
}
