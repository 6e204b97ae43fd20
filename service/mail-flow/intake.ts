/** Writes a message that this service makes or passes on itself: durable under an id that is the same whenever it is tried. */
import type { MailEnvelope } from '../mailbox/message-file.ts';
import type { MessageFiles } from '../mailbox/message-files.ts';

/** The message is durable when this resolves; one that is there already is not written again. */
export async function storeMessage(
  files: MessageFiles,
  envelope: MailEnvelope,
  message: Uint8Array,
): Promise<void> {
  if ((await files.head(envelope.id)) !== null) return;
  const draft = await files.begin(envelope);
  try {
    await draft.write(message);
    await draft.commit();
  } catch (error) {
    await draft.discard();
    throw error;
  }
}
