/** Takes one message in: streamed to its file, durable before it is answered, and not parsed (G20). */
import { fromMs } from '../../shared/domain/instant.ts';
import type { CrashPoint } from '../crash-point.ts';
import type { Delivery } from '../mailbox/message-file.ts';
import type { MessageDraft } from '../mailbox/message-draft.ts';
import type { MessageFiles } from '../mailbox/message-files.ts';
import { MAX_MESSAGE_BYTES } from './limits.ts';
import { REFUSALS } from './refusal.ts';
import { receivedField, watchForLoop, type Hop } from './trace.ts';

export interface Incoming extends Omit<Hop, 'messageId'> {
  /** Empty: the null sender. */
  readonly sender: string;
  readonly deliveries: readonly Delivery[];
}

export interface ReceivePorts {
  readonly files: Pick<MessageFiles, 'begin'>;
  readonly newId: () => string;
  readonly maxMessageBytes?: number;
  readonly crashPoint?: CrashPoint;
}

/** Resolves with the message's id once it is durable. Throws a `Refusal` or a `StorageError`; the stream is read to its end in any case. */
export async function receiveMessage(
  ports: ReceivePorts,
  incoming: Incoming,
  data: AsyncIterable<Uint8Array>,
): Promise<string> {
  const id = ports.newId();
  const trace = receivedField({ ...incoming, messageId: id });
  const { helo, remoteAddress } = incoming;
  const draft = await drainOnFailure(data, () =>
    ports.files.begin({
      version: 1,
      id,
      receivedAt: fromMs(incoming.atMs),
      sender: incoming.sender,
      deliveries: [...incoming.deliveries],
      sentBy: null,
      traceBytes: trace.length,
      relay: { client: `${helo} [${remoteAddress}]`, outbound: [] },
    }),
  );
  try {
    await draft.write(trace);
    const limits = { maxBytes: ports.maxMessageBytes ?? MAX_MESSAGE_BYTES, serviceId: incoming.serviceId };
    await copy(draft, data, limits);
    ports.crashPoint?.('smtp-data-before-commit');
    await draft.commit();
    ports.crashPoint?.('commit-before-250');
    return id;
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

async function copy(
  draft: MessageDraft,
  data: AsyncIterable<Uint8Array>,
  { maxBytes, serviceId }: { readonly maxBytes: number; readonly serviceId: string | undefined },
): Promise<void> {
  const loop = watchForLoop(serviceId);
  let bytes = 0;
  const troubles: Error[] = [];
  for await (const chunk of data) {
    bytes += chunk.length;
    // What will be refused is still read: the answer comes after the final dot.
    if (troubles.length > 0 || bytes > maxBytes) continue;
    loop.see(chunk);
    await draft.write(chunk).catch((error: unknown) => {
      troubles.push(
        error instanceof Error ? error : new Error('the message could not be written', { cause: error }),
      );
    });
  }
  const [trouble] = troubles;
  if (trouble !== undefined) throw trouble;
  if (bytes > maxBytes) throw REFUSALS.tooLarge(maxBytes);
  if (loop.isLoop()) throw REFUSALS.loop();
}

async function drainOnFailure<T>(data: AsyncIterable<Uint8Array>, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    await drain(data);
    throw error;
  }
}

async function drain(data: AsyncIterable<Uint8Array>): Promise<void> {
  const chunks = data[Symbol.asyncIterator]();
  while ((await chunks.next()).done !== true);
}
