/** One simulated WebSocket between a device and the service: in order, late, cut, or silently dead. */
import { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';
import type { Socket, SocketListener } from '../../electron/device/ports.ts';
import { PING_FRAME } from '../../service/channel/frame.ts';
import type { LinkSocket, LinkStream } from '../../service/channel/link.ts';
import { isSilent, oneWayMs, type Path } from './path.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

export interface Connection {
  readonly socket: Socket;
  /** The service's end; given to it when the connection is made. */
  readonly ws: LinkSocket;
  readonly stream: LinkStream;
  /** The registration that the service has taken in and thinks that it speaks to; null: none now. */
  readonly liveDevice: () => string | null;
  /** Taken in for so long, and the service was not told on this connection what the device does. */
  readonly isUntold: (forMs: number) => boolean;
  readonly isOver: () => boolean;
  readonly opened: () => void;
  /** Both ends learn at once that it is gone, as far as anything reaches them. */
  readonly reset: () => void;
  /** Nothing passes any more, and neither end is told. */
  readonly die: () => void;
  /** After so many frames more. */
  readonly endAfter: (frames: number, how: 'reset' | 'die') => void;
  /** The path is clear again: what was held arrives. */
  readonly pathCleared: () => void;
  /** The process at this end is gone; its computer says so where it can. */
  readonly lostDevice: () => void;
  readonly lostService: () => void;
}

export interface ConnectionNeeds {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly path: Path;
  readonly listener: SocketListener;
  /** The service's end said welcome. */
  readonly welcomed: () => void;
  /** `endAfter` has ended it. */
  readonly cut: (how: 'reset' | 'die') => void;
}

/** RFC 6455 7.1.5: ended without a close frame. */
const ABNORMAL_CLOSURE = 1006;
/** How long `ws` waits for the answer to its close frame. */
const CLOSE_TIMEOUT_MS = 3000;
const WELCOME = '{"type":"welcome"';
const REPORT = '{"type":"report"';

type Way = 'up' | 'down';
type End = 'open' | 'closing' | 'closed';

export function createConnection(needs: ConnectionNeeds): Connection {
  const { timeline, random, path, listener } = needs;
  const events = new EventEmitter();
  const latestMs: Record<Way, number> = { up: 0, down: 0 };
  let held: (() => void)[] = [];
  let device: End = 'open';
  let service: End = 'closed';
  let isDead = false;
  let isLive = false;
  let welcomedAtMs = Infinity;
  let hasReported = false;
  let deviceId: string | null = null;
  let ending: { left: number; readonly how: 'reset' | 'die' } | null = null;

  const carry = (way: Way, arrive: () => void): void => {
    if (isDead) return;
    latestMs[way] = Math.max(latestMs[way], timeline.nowMs() + oneWayMs(path, random));
    timeline.at(latestMs[way], () => {
      if (isDead) return;
      if (isSilent(path) || held.length > 0) held.push(arrive);
      else arrive();
    });
  };
  const deviceClosed = (code: number, reason: string): void => {
    if (device === 'closed') return;
    device = 'closed';
    listener.closed(code, reason);
  };
  const serviceClosed = (): void => {
    isLive = false;
    if (service === 'closed') return;
    service = 'closed';
    events.emit('close');
  };
  const reset = (): void => {
    // What was held for a silent path is not sent again on a connection that is no more.
    held = [];
    carry('down', () => deviceClosed(ABNORMAL_CLOSURE, 'reset'));
    carry('up', serviceClosed);
  };
  const die = (): void => {
    isDead = true;
    held = [];
  };
  const countFrame = (): void => {
    if (ending === null) return;
    ending.left -= 1;
    if (ending.left > 0) return;
    const { how } = ending;
    ending = null;
    if (how === 'reset') reset();
    else die();
    needs.cut(how);
  };

  /** A frame with nothing in it: on a line that is well and empty its moment does not matter, and there are millions. */
  const ping = (): void => {
    if (isDead || isSilent(path) || device !== 'open') return;
    if (latestMs.down < timeline.nowMs()) listener.heard();
    else carry('down', () => device === 'open' && listener.heard());
    if (service === 'open') events.emit('pong');
  };
  const down = (frame: Buffer): void => {
    if (service !== 'open') return;
    if (frame === PING_FRAME) {
      ping();
      return;
    }
    const text = textOf(frame);
    if (text.startsWith(WELCOME)) {
      isLive = true;
      welcomedAtMs = timeline.nowMs();
      needs.welcomed();
    }
    carry('down', () => {
      if (device !== 'open') return;
      listener.heard();
      listener.text(text);
    });
    countFrame();
  };
  const up = (text: string): void => {
    if (device !== 'open') return;
    deviceId ??= deviceOf(text);
    hasReported ||= text.startsWith(REPORT);
    // What is said to an end that is gone is answered by a reset.
    if (isDead && !isSilent(path) && service === 'closed') {
      timeline.after(oneWayMs(path, random), () => deviceClosed(ABNORMAL_CLOSURE, 'reset'));
      return;
    }
    carry('up', () => {
      if (service === 'open') events.emit('message', Buffer.from(text), false);
      else if (service === 'closed') carry('down', () => deviceClosed(ABNORMAL_CLOSURE, 'reset'));
    });
    countFrame();
  };

  return {
    socket: {
      send: up,
      close(code, reason) {
        if (device === 'closed') return;
        deviceClosed(code, reason);
        carry('up', serviceClosed);
      },
    },
    ws: {
      get readyState() {
        return { open: WebSocket.OPEN, closing: WebSocket.CLOSING, closed: WebSocket.CLOSED }[service];
      },
      close(code, reason) {
        if (service !== 'open') return;
        service = 'closing';
        isLive = false;
        carry('down', () => {
          deviceClosed(code, reason);
          carry('up', serviceClosed);
        });
        timeline.after(CLOSE_TIMEOUT_MS, serviceClosed);
      },
      terminate() {
        carry('down', () => deviceClosed(ABNORMAL_CLOSURE, 'terminated'));
        timeline.after(0, serviceClosed);
        if (service === 'open') service = 'closing';
        isLive = false;
      },
      on: (event: string, listen: (...given: never[]) => void) =>
        events.on(event, listen as (...given: unknown[]) => void),
    },
    stream: { cork: () => undefined, uncork: () => undefined, writableLength: 0, write: down },
    liveDevice: () => (isLive ? deviceId : null),
    isUntold: (forMs) =>
      isLive && !isDead && device === 'open' && !hasReported && timeline.nowMs() - welcomedAtMs > forMs,
    isOver: () => device === 'closed' && service === 'closed',
    opened() {
      service = 'open';
      listener.opened();
    },
    reset,
    die,
    endAfter(frames, how) {
      ending = { left: frames, how };
    },
    pathCleared() {
      const arriving = held;
      held = [];
      for (const arrive of arriving) if (!isDead) arrive();
    },
    lostDevice() {
      device = 'closed';
      carry('up', serviceClosed);
    },
    lostService() {
      service = 'closed';
      isLive = false;
      carry('down', () => deviceClosed(ABNORMAL_CLOSURE, 'reset'));
    },
  };
}

/** Server frames are unmasked, and at most 64 KiB (RFC 6455, 5.2). */
function textOf(frame: Buffer): string {
  const isLong = frame[1] === 126;
  return frame.toString('utf8', isLong ? 4 : 2);
}

/** Who says so proves itself; null for what says anything else. */
function deviceOf(frame: string): string | null {
  return /^\{"type":"authenticate","deviceId":"([^"]+)"/u.exec(frame)?.[1] ?? null;
}
