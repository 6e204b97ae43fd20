/** A D-Bus session of its own (a real dbus-daemon without services), and stand-ins for what a desktop puts on it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { busSocket } from '../../electron/shell/desktop/bus-address.ts';

const CONFIG = `<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`;

export interface DesktopBus {
  readonly address: string;
  /** Takes a name and answers for it; `null` refuses. Resolves once the bus has given the name; answers with what gives it up. */
  readonly serve: (name: string, answer: Answers) => Promise<() => void>;
  readonly close: () => Promise<void>;
}

export type Answers = (member: string) => Body | null;
export interface Body {
  readonly signature: string;
  readonly bytes: Buffer;
}

export const notificationServer =
  (accepts: () => boolean, notified: () => void = () => undefined): Answers =>
  (member) => {
    if (member === 'GetServerInformation') return { signature: 'ssss', bytes: strings('a', 'b', '1', '1.2') };
    if (member === 'GetCapabilities') return { signature: 'as', bytes: u32(0) };
    if (member !== 'Notify') return NOTHING;
    if (!accepts()) return null;
    notified();
    return { signature: 'u', bytes: u32(1) };
  };

/** As a panel that shows icons registers itself, or one that does not. */
export const trayWatcher =
  (hasHost: boolean): Answers =>
  (member) =>
    member === 'Get'
      ? { signature: 'v', bytes: Buffer.concat([Buffer.from([1, 98, 0, 0]), u32(hasHost ? 1 : 0)]) }
      : NOTHING;

const NOTHING: Body = { signature: '', bytes: Buffer.alloc(0) };

/** null where there is no dbus-daemon. */
export async function openDesktopBus(): Promise<DesktopBus | null> {
  const folder = mkdtempSync(path.join(tmpdir(), 'continuity-bus-'));
  const config = path.join(folder, 'bus.conf');
  writeFileSync(config, CONFIG);
  const daemon = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=3'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const started = await Promise.race([
    once(daemon.stdio[3] ?? daemon, 'data').then(([line]) => String(line).trim()),
    once(daemon, 'error').then(() => null),
  ]);
  if (started === null) return null;
  const socketPath = busSocket({ DBUS_SESSION_BUS_ADDRESS: started }) ?? '';
  return {
    address: started,
    serve: (name, answer) => serve(socketPath, name, answer),
    async close() {
      const ended = once(daemon, 'exit');
      daemon.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function serve(socketPath: string, name: string, answer: Answers): Promise<() => void> {
  const socket = connect(socketPath);
  const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
  socket.write(`\0AUTH EXTERNAL ${uid}\r\nBEGIN\r\n`);
  socket.write(message(1, 1, [...CALL, text(3, 's', 'Hello')], NOTHING));
  const given = { signature: 'su', bytes: Buffer.concat([padded(strings(name), 4), u32(0)]) };
  socket.write(message(1, 2, [...CALL, text(3, 's', 'RequestName')], given));
  const named = new Promise<void>((resolve) => {
    listen(socket, (heard) => {
      if (heard.answerTo === 2) resolve();
      if (heard.type === 1) socket.write(answerTo(heard, answer(heard.member)));
    });
  });
  await named;
  return () => {
    socket.destroy();
  };
}

interface Heard {
  readonly type: number;
  readonly serial: number;
  readonly answerTo: number;
  readonly member: string;
  readonly sender: string;
}

function listen(socket: Socket, hear: (heard: Heard) => void): void {
  let bytes: Buffer = Buffer.alloc(0);
  let isReady = false;
  socket.on('error', () => undefined);
  socket.on('data', (part) => {
    bytes = Buffer.concat([bytes, part]);
    if (!isReady) {
      const end = bytes.indexOf('\r\n');
      if (end === -1) return;
      isReady = true;
      bytes = bytes.subarray(end + 2);
    }
    for (;;) {
      if (bytes.length < 16) return;
      const fieldsEnd = 16 + bytes.readUInt32LE(12);
      const end = Math.ceil(fieldsEnd / 8) * 8 + bytes.readUInt32LE(4);
      if (bytes.length < end) return;
      hear(headerOf(bytes.subarray(0, fieldsEnd)));
      bytes = bytes.subarray(end);
    }
  });
}

function headerOf(header: Buffer): Heard {
  const values = new Map<number, string | number>();
  for (let at = 16; at + 4 < header.length; at = Math.ceil(at / 8) * 8) {
    const code = header[at] ?? 0;
    const kind = String.fromCharCode(header[at + 2] ?? 0);
    at += 4;
    if (kind === 'u') {
      values.set(code, header.readUInt32LE(at));
      at += 4;
    } else {
      const prefix = kind === 'g' ? 1 : 4;
      const length = kind === 'g' ? (header[at] ?? 0) : header.readUInt32LE(at);
      values.set(code, header.toString('utf8', at + prefix, at + prefix + length));
      at += prefix + length + 1;
    }
  }
  return {
    type: header[1] ?? 0,
    serial: header.readUInt32LE(8),
    answerTo: Number(values.get(5) ?? 0),
    member: String(values.get(3) ?? ''),
    sender: String(values.get(7) ?? ''),
  };
}

const BUS = 'org.freedesktop.DBus';
const CALL = [text(1, 'o', '/org/freedesktop/DBus'), text(2, 's', BUS), text(6, 's', BUS)];
let lastSerial = 10;

function answerTo({ serial, sender }: Heard, body: Body | null): Buffer {
  lastSerial += 1;
  const to = [Buffer.concat([Buffer.from([5, 1, 117, 0]), u32(serial)]), text(6, 's', sender)];
  if (body === null) return message(3, lastSerial, [...to, text(4, 's', `${BUS}.Error.Failed`)], NOTHING);
  return message(2, lastSerial, to, body);
}

function message(type: number, serial: number, fields: readonly Buffer[], body: Body): Buffer {
  const signed =
    body.signature === ''
      ? fields
      : [
          ...fields,
          Buffer.concat([
            Buffer.from([8, 1, 103, 0, body.signature.length]),
            Buffer.from(`${body.signature}\0`),
          ]),
        ];
  const all = Buffer.concat(signed.map((one, index) => (index === signed.length - 1 ? one : padded(one, 8))));
  const start = Buffer.from([108, type, 0, 1]);
  const header = Buffer.concat([start, u32(body.bytes.length), u32(serial), u32(all.length), all]);
  return Buffer.concat([padded(header, 8), body.bytes]);
}

function text(code: number, kind: 'o' | 's', value: string): Buffer {
  return Buffer.concat([Buffer.from([code, 1, kind.charCodeAt(0), 0]), strings(value)]);
}

function strings(...values: readonly string[]): Buffer {
  return values.reduce<Buffer>((bytes, value) => {
    const encoded = Buffer.from(value);
    return Buffer.concat([padded(bytes, 4), u32(encoded.length), encoded, Buffer.alloc(1)]);
  }, Buffer.alloc(0));
}

function padded(bytes: Buffer, to: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
