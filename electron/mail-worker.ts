/** Composition root of the worker in which untrusted mail is parsed: apart from the device, so that it may be ended at any moment. */
import { parentPort } from 'node:worker_threads';
import { readMail, readPart } from './device/mailbox/reading/read-mail.ts';
import type { ParserAnswer, ParserRequest } from './adapters/mail-parser/worker-messages.ts';

function answer(request: ParserRequest): ParserAnswer {
  switch (request.kind) {
    case 'read':
      return { kind: 'read', reading: readMail(request.raw) };
    case 'part':
      return { kind: 'part', part: readPart(request.raw, request.index) };
  }
}

function answerOrFail(request: ParserRequest): ParserAnswer {
  try {
    return answer(request);
  } catch (cause) {
    return { kind: 'failed', reason: cause instanceof Error ? cause.message : String(cause) };
  }
}

parentPort?.on('message', (request: ParserRequest) => {
  parentPort?.postMessage(answerOrFail(request));
});
parentPort?.postMessage({ kind: 'ready' } satisfies ParserAnswer);
