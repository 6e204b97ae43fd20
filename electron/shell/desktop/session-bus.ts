/** A connection to the session's D-Bus that asks: is somebody there who shows notifications, or a tray? */
import { connect } from 'node:net';
import type { Stop } from '../../../shared/lib/emitter.ts';
import { encodeCall, MESSAGE_TYPES, readMessages, type BusCall, type BusMessage } from './bus-message.ts';

export interface SessionBus {
  /** The answer's body; null where the bus, or who is asked, says no, or the connection ends first. */
  readonly ask: (call: BusCall) => Promise<Buffer | null>;
  readonly close: Stop;
}

export interface BusListeners {
  /** Of what was asked for with `AddMatch`. */
  readonly signal: () => void;
  /** The bus is gone, or was never there. */
  readonly ended: () => void;
}

const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' } as const;

/** As the bus itself is called. */
export function busCall(member: string, args: readonly string[]): BusCall {
  return { ...bus, interface: 'org.freedesktop.DBus', member, args };
}

export function openSessionBus(socketPath: string, listeners: BusListeners): SessionBus {
  const socket = connect(socketPath);
  const waiting = new Map<number, (body: Buffer | null) => void>();
  let lastSerial = 0;
  let isReady = false;
  let received: Buffer = Buffer.alloc(0);

  const ask = (call: BusCall): Promise<Buffer | null> => {
    if (socket.destroyed) return Promise.resolve(null);
    lastSerial += 1;
    const serial = lastSerial;
    socket.write(encodeCall(call, serial));
    return new Promise((resolve) => waiting.set(serial, resolve));
  };
  const take = ({ type, answerTo, body }: BusMessage): void => {
    if (type === MESSAGE_TYPES.signal) listeners.signal();
    const answered = waiting.get(answerTo);
    waiting.delete(answerTo);
    answered?.(type === MESSAGE_TYPES.answer ? body : null);
  };
  const read = (part: Buffer): void => {
    received = Buffer.concat([received, part]);
    if (!isReady) {
      const end = received.indexOf('\r\n');
      if (end === -1) return;
      if (!received.toString('latin1', 0, end).startsWith('OK ')) throw new Error('the bus lets nobody in');
      isReady = true;
      received = received.subarray(end + 2);
    }
    const { messages, rest } = readMessages(received);
    received = rest;
    messages.forEach(take);
  };

  // The calls may follow at once: the bus answers in order (D-Bus specification, "Authentication protocol").
  socket.write(
    `\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')}\r\nBEGIN\r\n`,
  );
  void ask(busCall('Hello', []));
  socket.on('data', (part) => {
    try {
      read(part);
    } catch {
      socket.destroy();
    }
  });
  // Followed by close, which says it.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const answered of waiting.values()) answered(null);
    waiting.clear();
    listeners.ended();
  });
  return { ask, close: () => void socket.destroy() };
}
