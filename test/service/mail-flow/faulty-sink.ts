/** A mail server that takes mail, and misbehaves when it is told to: byte by byte, because no library hangs up so rudely. */
import net from 'node:net';
import { onTestFinished } from 'vitest';

export type Stage = 'connect' | 'mail' | 'rcpt' | 'data' | 'dot';

/** `keep-and-drop`: the message is there, and its sender never hears of it (RFC 1047). */
export type Behaviour = 'ok' | 'drop' | 'stall' | 'keep-and-drop' | `${4 | 5}${string}`;

export interface SinkMessage {
  readonly from: string;
  readonly to: readonly string[];
  /** As on the wire, dots doubled. */
  readonly wire: Buffer;
  /** Of the header, unfolded enough for tests. */
  readonly subject: string;
}

export interface FaultySink {
  readonly port: number;
  /** What it has, in the order in which it came. */
  readonly messages: SinkMessage[];
  readonly connections: () => number;
  /** Asked at every stage; `what` is the address, or the subject at the dot. */
  behave: (stage: Stage, what: string) => Behaviour;
  readonly stop: () => Promise<void>;
  /** On the port that it had. */
  readonly listenAgain: () => Promise<void>;
}

const CRLF = '\r\n';
const END = Buffer.from('\r\n.\r\n');

export async function startFaultySink(): Promise<FaultySink> {
  const sockets = new Set<net.Socket>();
  const messages: SinkMessage[] = [];
  let server = net.createServer();
  const listen = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server = net.createServer((socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        socket.on('error', () => undefined);
        serve(socket, sink);
      });
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port));
    });
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  const sink = {
    messages,
    behave: (): Behaviour => 'ok',
    connections: () => sockets.size,
    stop,
    listenAgain: async () => {
      await listen(sink.port);
    },
    port: 0,
  };
  sink.port = await listen(0);
  onTestFinished(stop);
  return sink;
}

function serve(socket: net.Socket, sink: FaultySink): void {
  let buffered = Buffer.alloc(0);
  let from = '';
  let to: string[] = [];
  let mode: 'commands' | 'data' = 'commands';
  const answer = (
    stage: Stage,
    what: string,
    fine: string,
    behaviour = sink.behave(stage, what),
  ): boolean => {
    if (behaviour === 'drop' || behaviour === 'keep-and-drop') socket.destroy();
    else if (behaviour === 'stall') socket.pause();
    else socket.write((behaviour === 'ok' ? fine : behaviour) + CRLF);
    return behaviour === 'ok';
  };
  const command = (line: string): void => {
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') socket.write('250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n');
    else if (verb === 'MAIL') {
      to = [];
      if (answer('mail', address, '250 2.1.0 sender ok')) from = address;
    } else if (verb === 'RCPT') {
      if (answer('rcpt', address, '250 2.1.5 recipient ok')) to.push(address);
    } else if (verb === 'DATA') {
      if (to.length === 0) socket.write(`554 5.5.1 no valid recipients${CRLF}`);
      else if (answer('data', '', '354 go ahead')) mode = 'data';
    } else if (verb === 'QUIT') socket.end(`221 2.0.0 bye${CRLF}`);
    else socket.write(`250 2.0.0 ok${CRLF}`);
  };
  const message = (wire: Buffer): void => {
    const subject = /^subject: (.*)$/im.exec(wire.toString('latin1'))?.[1]?.trim() ?? '';
    const behaviour = sink.behave('dot', subject);
    if (behaviour === 'ok' || behaviour === 'keep-and-drop') sink.messages.push({ from, to, wire, subject });
    mode = 'commands';
    answer('dot', subject, `250 2.0.0 taken as ${String(sink.messages.length)}`, behaviour);
  };
  socket.on('data', (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk]);
    while (!socket.destroyed && !socket.isPaused()) {
      const end = buffered.indexOf(mode === 'data' ? END : CRLF);
      if (end === -1) return;
      const part = buffered.subarray(0, mode === 'data' ? end + 2 : end);
      buffered = buffered.subarray(end + (mode === 'data' ? END.length : 2));
      if (mode === 'data') message(part);
      else command(part.toString('utf8'));
    }
  });
  answer('connect', '', '220 sink ESMTP');
}
