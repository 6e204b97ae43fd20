/** A device without a disk, a window or a process: a real key, a real socket, and the product's own rules for what it hears. Thousands fit. */
import { WebSocket } from 'ws';
import { deriveMode } from '../../electron/device/mode/derive-mode.ts';
import {
  afterCatchUp,
  afterEvent,
  afterEventGone,
  afterLinkEnd,
  afterOther,
  afterStanding,
  afterWelcome,
  NOTHING_KNOWN,
  positionOf,
  type Knowledge,
} from '../../electron/device/mode/knowledge.ts';
import type { Down } from '../../shared/protocol/down.ts';
import { parseDown } from '../../shared/protocol/parse-frame.ts';
import { CHANNEL_PATH, SUBPROTOCOL } from '../../shared/protocol/version.ts';
import { signatureOf, type DeviceKey } from '../service/channel/test-device.ts';

export interface Ending {
  readonly code: number;
  /** From the service's bye, where it said one. */
  readonly retryAfterMs?: number;
}

export interface LightDevice {
  readonly id: string;
  readonly known: () => Knowledge;
  readonly mode: () => 'normal' | 'dr';
  /** Every mode so far, beginning with `normal`. */
  readonly modes: readonly ('normal' | 'dr')[];
  /** Resolves when all it missed was heard; rejects when the link ends before. */
  readonly connect: (url: string) => Promise<void>;
  /** Resolves with the end of the present link. */
  readonly ended: () => Promise<Ending>;
  /** Resolves when what it knows is so; also at once. */
  readonly until: (isSo: (known: Knowledge) => boolean) => Promise<void>;
  readonly send: (message: object) => void;
  /** Resolves when the service has acknowledged this id; rejects when the link ends. */
  readonly acknowledged: (id: string) => Promise<void>;
  /** Stops reading, as a device that hangs would. */
  readonly pause: () => void;
  readonly drop: () => void;
}

const FACTS = { appVersion: '0.1.0', signedIn: true, cachedMode: true };
const ABLE = { revoked: false, signedIn: true, cachedMode: true };

export function createLightDevice(id: string, key: DeviceKey): LightDevice {
  let known = NOTHING_KNOWN;
  let ws: WebSocket | null = null;
  let ended: Promise<Ending> = Promise.resolve({ code: 1006 });
  const modes: ('normal' | 'dr')[] = ['normal'];
  const acks = new Set<string>();
  const watchers = new Set<() => void>();

  const when = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!isSo()) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
      void ended.then(({ code }) => reject(new Error(`${id}: the link ended with ${code}`)));
    });

  const become = (next: Knowledge): void => {
    known = next;
    // What follows a welcome may never have been true together before its end (K4).
    if (known.catchUpTo !== null) return;
    const { mode } = deriveMode(known.events, known.standing, ABLE, Date.now());
    if (modes.at(-1) !== mode) modes.push(mode);
  };

  const hear = (message: Down): void => {
    if (message.type === 'ack') acks.add(message.id);
    become(learned(known, message));
    for (const look of [...watchers]) look();
  };

  return {
    id,
    modes,
    known: () => known,
    mode: () => modes.at(-1) ?? 'normal',
    async connect(url) {
      const socket = new WebSocket(url.replace('http', 'ws') + CHANNEL_PATH, SUBPROTOCOL);
      ws = socket;
      let retryAfterMs: number | undefined;
      let isCaughtUp = false;
      ended = new Promise((resolve) => {
        socket.on('error', () => undefined);
        socket.on('close', (code) => {
          become(afterLinkEnd(known));
          resolve({ code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
        });
      });
      socket.on('message', (data: Buffer) => {
        const parsed = parseDown(data.toString());
        if (!parsed.ok) throw new Error(`the service sent a bad frame: ${parsed.problem.message}`);
        const message = parsed.value;
        if (message.type === 'hello') {
          const { serviceId, nonce } = message;
          const claim = { deviceId: id, nonce, signature: signatureOf(key, serviceId, id, nonce) };
          socket.send(JSON.stringify({ type: 'authenticate', ...claim, ...FACTS, ...positionOf(known) }));
        }
        if (message.type === 'bye') retryAfterMs = message.retryAfterMs;
        if (message.type === 'token') isCaughtUp = true;
        hear(message);
      });
      await when(() => isCaughtUp);
    },
    ended: () => ended,
    until: (isSo) => when(() => isSo(known)),
    send: (message) => ws?.send(JSON.stringify(message)),
    acknowledged: (ackId) => when(() => acks.has(ackId)),
    pause: () => ws?.pause(),
    drop: () => ws?.terminate(),
  };
}

function learned(known: Knowledge, message: Down): Knowledge {
  switch (message.type) {
    case 'welcome': {
      const outcome = afterWelcome(known, message);
      if (outcome.kind === 'unexpected') throw new Error('the service resumed from a position unknown here');
      return outcome.knowledge;
    }
    case 'event':
      return afterEvent(known, message).knowledge;
    case 'event-gone':
      return afterEventGone(known, message).knowledge;
    case 'standing':
      return afterStanding(known, message).knowledge;
    case 'token':
      return afterCatchUp(known);
    default:
      return afterOther(known);
  }
}
