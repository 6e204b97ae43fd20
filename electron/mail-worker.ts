/** Composition root of the worker in which untrusted mail is parsed: apart from the device, so that it may be ended at any moment. */
import { parentPort } from 'node:worker_threads';
import { readMail, readPart } from './device/mailbox/reading/read-mail.ts';
import type { ParserAnswer, ParserRequest } from './adapters/mail-parser/worker-messages.ts';

async function answer(request: ParserRequest): Promise<ParserAnswer> {
  switch (request.kind) {
    case 'read':
      return { kind: 'read', reading: await readMail(request.raw) };
    case 'part':
      return { kind: 'part', part: await readPart(request.raw, request.index) };
  }
}

parentPort?.on('message', (request: ParserRequest) => {
  answer(request).then(
    (found) => parentPort?.postMessage(found),
    (cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      parentPort?.postMessage({ kind: 'failed', reason } satisfies ParserAnswer);
    },
  );
});
parentPort?.postMessage({ kind: 'ready' } satisfies ParserAnswer);
