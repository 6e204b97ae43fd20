/** Parses mail in a worker thread; a message that breaks the worker costs that worker and nothing else. */
import type { Log, MailParser, MailReading } from '../../device/ports.ts';
import { createTaskQueue } from '../../../shared/lib/task-queue.ts';
import { startParserWorker, type ParserWorker } from './parser-worker.ts';
import type { ParserAnswer, ParserRequest } from './worker-messages.ts';

/** `file` is the built electron/mail-worker, or mail-worker-source.mjs: whoever composes the process knows where it lies. */
export function createMailParser(file: URL, log: Log): MailParser {
  const queue = createTaskQueue();
  let worker: ParserWorker | null = null;
  const ask = (request: ParserRequest): Promise<ParserAnswer> =>
    queue.add(async () => {
      try {
        worker ??= await startParserWorker(file);
        return await worker.ask(request);
      } catch (cause) {
        worker = null;
        const reason = cause instanceof Error ? cause.message : String(cause);
        log.write('warn', 'a message could not be parsed', { reason });
        return { kind: 'failed', reason };
      }
    });
  return {
    read: async (raw) => {
      const answer = await ask({ kind: 'read', raw });
      return answer.kind === 'read' ? answer.reading : unreadable(reasonOf(answer));
    },
    part: async (raw, index) => {
      const answer = await ask({ kind: 'part', raw, index });
      return answer.kind === 'part' ? answer.part : null;
    },
    stop: () =>
      queue.add(async () => {
        await worker?.stop();
        worker = null;
      }),
  };
}

function reasonOf(answer: ParserAnswer): string {
  return answer.kind === 'failed' ? answer.reason : 'the parser gave no answer';
}

/** What is shown of a message that cannot be parsed; its source can still be saved (G27). */
function unreadable(reason: string): MailReading {
  return {
    ...{ sentAt: null, subject: '', from: [], to: [], cc: [], replyTo: [] },
    body: { kind: 'unreadable', reason },
    ...{ attachments: [], inlineParts: [], inlineImages: {}, warnings: [] },
  };
}
