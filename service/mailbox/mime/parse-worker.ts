/** The parsing worker: reads one stored message at a time, as asked, and answers with what the mailbox keeps of it. */
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { envelopeText, isCutOff, messageOffset } from '../message-bytes.ts';
import { MimeRefused, type Refusal } from '../../../shared/mail/limits.ts';
import type { ParsedMail } from '../../../shared/mail/mail-content.ts';
import { readMail } from './read-mail.ts';
import { digestOfBody } from './refused-mail.ts';

export interface ParseRequest {
  readonly path: string;
}

export type ParseAnswer =
  | {
      readonly kind: 'parsed';
      /** The file's first line. */
      readonly envelope: string;
      /** Bytes of the message. */
      readonly size: number;
      readonly mail: ParsedMail;
    }
  | {
      readonly kind: 'refused';
      readonly refusal: Refusal;
      /** Of its body as it came; null: the worker was lost over it. */
      readonly digest: string | null;
    }
  /** The file ends too early: it was never accepted. */
  | { readonly kind: 'cut-off' }
  /** The file could not be read: nothing is known of the message itself. */
  | { readonly kind: 'unread'; readonly message: string };

/** `up` comes first, and once: from now on it reads what it is asked to. */
export type ParseReply = ParseAnswer | 'up';

async function answer({ path }: ParseRequest): Promise<ParseAnswer> {
  let envelope: string;
  let message: Buffer;
  try {
    // A thread of its own has nothing else to do meanwhile.
    const file = readFileSync(path);
    if (!file.includes('\n')) return { kind: 'cut-off' };
    envelope = envelopeText(file);
    message = file.subarray(messageOffset(file));
    if (isCutOff(JSON.parse(envelope) as { readonly bytes?: number }, message.length))
      return { kind: 'cut-off' };
  } catch (error) {
    return { kind: 'unread', message: String(error) };
  }
  try {
    return { kind: 'parsed', envelope, size: message.length, mail: readMail(message) };
  } catch (error) {
    const refusal = error instanceof MimeRefused ? error.refusal : 'failed';
    return { kind: 'refused', refusal, digest: digestOfBody(message) };
  }
}

parentPort?.on('message', (request: ParseRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});
parentPort?.postMessage('up' satisfies ParseReply);
