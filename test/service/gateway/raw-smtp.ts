/** An SMTP client that sends exactly the bytes it is told to, and waits for answers. */
import net from 'node:net';
import tls from 'node:tls';
import { onTestFinished } from 'vitest';

export interface RawSmtp {
  /** The next complete answer; rejects when the connection ends first. */
  readonly answer: () => Promise<string>;
  readonly write: (bytes: string | Uint8Array) => void;
  /** Sends a line and waits for its answer. */
  readonly say: (line: string) => Promise<string>;
  /** Resolves when the server has hung up. */
  readonly ended: Promise<void>;
  readonly reset: () => void;
  readonly end: () => void;
  /** After 220 to STARTTLS: the same connection from now on, encrypted; whoever's certificate. */
  readonly encrypted: () => RawSmtp;
}

/** Connected, greeted, and EHLO said, unless `greet` is false. */
export async function connectSmtp(port: number, greet = true): Promise<RawSmtp> {
  const client = speakOver(net.connect(port, '127.0.0.1'));
  if (greet) {
    await client.answer();
    await client.say('EHLO client.example');
  }
  return client;
}

function speakOver(socket: net.Socket): RawSmtp {
  const answers: string[] = [];
  let waiting: { resolve: (answer: string) => void; reject: (error: Error) => void }[] = [];
  let text = '';
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    socket.on('close', () => {
      isOver = true;
      for (const { reject } of waiting) reject(new Error('the connection ended'));
      waiting = [];
      resolve();
    });
  });
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    for (
      let match = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(text);
      match;
      match = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(text)
    ) {
      text = text.slice(match[0].length);
      const next = waiting.shift();
      if (next === undefined) answers.push(match[0].trimEnd());
      else next.resolve(match[0].trimEnd());
    }
  });
  onTestFinished(() => {
    socket.destroy();
  });
  const answer = (): Promise<string> => {
    const ready = answers.shift();
    if (ready !== undefined) return Promise.resolve(ready);
    if (isOver) return Promise.reject(new Error('the connection ended'));
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
  return {
    answer,
    write: (bytes) => socket.write(bytes),
    say: (line) => {
      socket.write(`${line}\r\n`);
      return answer();
    },
    ended,
    reset: () => socket.resetAndDestroy(),
    end: () => socket.end(),
    encrypted() {
      socket.removeAllListeners('data');
      return speakOver(tls.connect({ socket, rejectUnauthorized: false }));
    },
  };
}

/** The DATA form of a message: dots doubled at the start of lines that CRLF began, and the final dot. */
export function dotted(message: Uint8Array): Buffer {
  const text = Buffer.from(message).toString('latin1');
  const stuffed = text.replace(/(^|\r\n)\./g, '$1..');
  return Buffer.from(`${stuffed}${stuffed.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1');
}

/** One whole transaction; returns the last answer. */
export async function sendRaw(
  client: RawSmtp,
  message: Uint8Array,
  { from = 'a@sender.example', to = ['katharina@northwind.example'] } = {},
): Promise<string> {
  await client.say(`MAIL FROM:<${from}>`);
  for (const address of to) await client.say(`RCPT TO:<${address}>`);
  await client.say('DATA');
  client.write(dotted(message));
  return client.answer();
}
