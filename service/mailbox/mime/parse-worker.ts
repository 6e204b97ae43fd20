/** The parsing worker: reads one stored message at a time, as asked, and answers with what the mailbox keeps of it. */
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { toMs } from '../../../shared/domain/instant.ts';
import { envelopeOf, messageOf, type MailEnvelope } from '../message-file.ts';
import { MimeRefused, type Refusal } from './limits.ts';
import type { ParsedMail } from './mail-content.ts';
import { readMail } from './read-mail.ts';

export interface ParseRequest {
  readonly path: string;
  /** A message received before is not worth parsing. */
  readonly notBeforeMs: number;
}

export type ParseAnswer =
  | {
      readonly kind: 'parsed';
      readonly envelope: MailEnvelope;
      /** Bytes of the message. */
      readonly size: number;
      readonly mail: ParsedMail;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'too-old' }
  /** The file could not be read: nothing is known of the message itself. */
  | { readonly kind: 'unread'; readonly message: string };

async function answer({ path, notBeforeMs }: ParseRequest): Promise<ParseAnswer> {
  let file: Buffer;
  let envelope: MailEnvelope;
  try {
    file = await readFile(path);
    envelope = envelopeOf(file);
  } catch (error) {
    return { kind: 'unread', message: String(error) };
  }
  if (toMs(envelope.receivedAt) < notBeforeMs) return { kind: 'too-old' };
  const message = messageOf(file);
  try {
    return { kind: 'parsed', envelope, size: message.length, mail: await readMail(message) };
  } catch (error) {
    return { kind: 'refused', refusal: error instanceof MimeRefused ? error.refusal : 'failed' };
  }
}

parentPort?.on('message', (request: ParseRequest) => {
  parentPort?.postMessage({ kind: 'started' });
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});
