/** The parsing worker: reads one stored message at a time, as asked, and answers with what the mailbox keeps of it. */
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../message-file.ts';
import { MimeRefused, type Refusal } from './limits.ts';
import type { ParsedMail } from './mail-content.ts';
import { readMail } from './read-mail.ts';

export interface ParseRequest {
  readonly path: string;
}

export type ParseAnswer =
  | { readonly kind: 'parsed'; readonly mail: ParsedMail }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The file could not be read: nothing is known of the message itself. */
  | { readonly kind: 'unread'; readonly message: string };

async function answer(path: string): Promise<ParseAnswer> {
  let file: Buffer;
  try {
    file = await readFile(path);
  } catch (error) {
    return { kind: 'unread', message: String(error) };
  }
  try {
    return { kind: 'parsed', mail: await readMail(messageOf(file)) };
  } catch (error) {
    return { kind: 'refused', refusal: error instanceof MimeRefused ? error.refusal : 'failed' };
  }
}

parentPort?.on('message', (request: ParseRequest) => {
  parentPort?.postMessage({ kind: 'started' });
  void answer(request.path).then((reply) => parentPort?.postMessage(reply));
});
