/** Hands letters to the next server by SMTP: nodemailer speaks it, this file judges what came of it for each recipient. */
import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { wireAddress } from '../people/addresses.ts';
import type { AnswerSignal, Letter, RecipientAnswer, SendLetter } from './transport.ts';
import { serverName } from './routing.ts';
import type { ConnectionPool } from './connection-pool.ts';

/** What nodemailer's errors carry. */
interface SmtpFailure extends Error {
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  readonly recipient?: string | undefined;
  readonly rejectedErrors?: readonly SmtpFailure[] | undefined;
  readonly code?: string | undefined;
}

export function createSmtpClient(pool: ConnectionPool): SendLetter {
  return async (server, letter) => {
    const name = serverName(server);
    const all = (signal: AnswerSignal, reply: string): readonly RecipientAnswer[] =>
      letter.recipients.map(() => ({ signal, reply, server: name }));
    let connection: SMTPConnection;
    try {
      connection = await pool.take(server);
    } catch (error) {
      return all('unreachable', wordsOf(error));
    }
    const answers = await transfer(connection, letter);
    if (answers.reusable) pool.giveBack(server, connection);
    else connection.close();
    return letter.recipients.map((recipient) => ({
      ...(answers.of.get(wireAddress(recipient)) ?? answers.rest),
      server: name,
    }));
  };
}

type Judged = Omit<RecipientAnswer, 'server'>;

interface Judgement {
  /** Of those who got an answer of their own. */
  readonly of: ReadonlyMap<string, Judged>;
  readonly rest: Judged;
  readonly reusable: boolean;
}

async function transfer(connection: SMTPConnection, letter: Letter): Promise<Judgement> {
  const body = wholeSent(letter.message);
  return new Promise((resolve) => {
    const broken = (error: SmtpFailure): void => {
      resolve(judgeFailure(error, body.isSent()));
    };
    connection.once('error', broken);
    connection.once('end', () => {
      broken(new Error('the server hung up'));
    });
    connection.send(
      {
        from: letter.sender === '' ? false : wireAddress(letter.sender),
        to: letter.recipients.map(wireAddress),
        size: letter.message.length,
        use8BitMime: true,
      },
      body.stream,
      (error, info) => {
        connection.removeAllListeners('error');
        connection.removeAllListeners('end');
        // A pooled connection that breaks while nobody uses it is noticed when it is taken.
        connection.on('error', () => undefined);
        if (error) return broken(error);
        const rest = { signal: 'accepted', reply: oneLine(info.response) } as const;
        resolve({ of: judgeEach(info.rejectedErrors ?? []), rest, reusable: true });
      },
    );
  });
}

/** The message as a stream that knows whether all of it was taken: from then on its final dot may have arrived. */
function wholeSent(message: Uint8Array): { readonly stream: Readable; readonly isSent: () => boolean } {
  let sent = false;
  const stream = Readable.from(
    (function* () {
      for (let from = 0; from < message.length; from += CHUNK_BYTES)
        yield message.subarray(from, from + CHUNK_BYTES);
      sent = true;
    })(),
    { objectMode: false },
  );
  return { stream, isSent: () => sent };
}

const CHUNK_BYTES = 64 * 1024;

function judgeEach(failures: readonly SmtpFailure[]): ReadonlyMap<string, Judged> {
  return new Map(
    failures.flatMap((failure) =>
      failure.recipient === undefined ? [] : [[failure.recipient, judged(failure, 'broken')] as const],
    ),
  );
}

function judgeFailure(failure: SmtpFailure, sent: boolean): Judgement {
  const rest = judged(failure, sent ? 'unanswered' : 'broken');
  return { of: judgeEach(failure.rejectedErrors ?? []), rest, reusable: false };
}

/** 421 says that the server goes away, whenever it comes: the message has had no answer of its own. */
const GOING_AWAY = 421;
const FIRST_PERMANENT = 500;

function judged(failure: SmtpFailure, unanswered: 'broken' | 'unanswered'): Judged {
  const { responseCode: code, response } = failure;
  // Larger than the server said it takes: nodemailer did not ask.
  if (code === undefined && failure.code === 'EMESSAGE' && response === undefined)
    return { signal: 'refused', reply: `552 5.3.4 ${wordsOf(failure)}` };
  if (code === undefined || code === 0) return { signal: unanswered, reply: wordsOf(failure) };
  const reply = oneLine(response ?? wordsOf(failure));
  if (code === GOING_AWAY) return { signal: 'broken', reply };
  return { signal: code >= FIRST_PERMANENT ? 'refused' : 'put-off', reply };
}

const MAX_REPLY_CHARACTERS = 500;

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().slice(0, MAX_REPLY_CHARACTERS);
}

function wordsOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error));
}
