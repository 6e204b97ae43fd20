/** Makes a message of bytes that a person put here: a file like any received one, parsed at once. */
import { createHash } from 'node:crypto';
import { fromMs } from '../../shared/domain/instant.ts';
import type { MessageFiles } from './message-files.ts';
import type { ParsedMail } from '../../shared/mail/mail-content.ts';
import type { Parser } from './mime/parser.ts';

export interface OwnMessagePorts {
  readonly files: Pick<MessageFiles, 'begin' | 'remove' | 'pathOf'>;
  readonly parser: Pick<Parser, 'parse'>;
  readonly newMessageId: () => string;
}

export interface OwnMessage {
  readonly id: string;
  readonly size: number;
  readonly mail: ParsedMail;
  readonly hash: string;
}

/** The message is durable, in no mailbox yet; null: these bytes are no message. Throws a `StorageError`. */
export async function storeOwnMessage(
  ports: OwnMessagePorts,
  bytes: Buffer,
  receivedAtMs: number,
): Promise<OwnMessage | null> {
  const id = ports.newMessageId();
  const draft = await ports.files.begin({
    version: 1,
    id,
    receivedAt: fromMs(receivedAtMs),
    sender: '',
    deliveries: [],
    sentBy: null,
    traceBytes: 0,
  });
  try {
    await draft.write(bytes);
    await draft.commit();
  } catch (error) {
    await draft.discard();
    throw error;
  }
  const answer = await ports.parser.parse({ path: ports.files.pathOf(id) });
  if (answer.kind === 'unread') throw new Error(`message ${id} cannot be read: ${answer.message}`);
  if (answer.kind === 'parsed' && answer.mail.content.headers.length > 0) {
    const hash = createHash('sha256').update(bytes).digest('base64url');
    return { id, size: answer.size, mail: answer.mail, hash };
  }
  await ports.files.remove([id]);
  return null;
}
