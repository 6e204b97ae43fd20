/** Mail from one of ours to one of ours: it comes in by our own door, as a message of its own (STATES.md C3). */
import { fromMs } from '../../shared/domain/instant.ts';
import { receivedField } from '../gateway/trace.ts';
import { deliveryTo } from '../gateway/recipients.ts';
import { Refusal } from '../gateway/refusal.ts';
import type { MessageFiles } from '../mailbox/message-files.ts';
import type { Recipients } from '../mailbox/ports.ts';
import type { DeliveryRow } from './claim.ts';
import { hashedId } from './enqueue.ts';
import { storeMessage } from './intake.ts';
import type { RecipientAnswer } from './transport.ts';

export interface LocalNeeds {
  readonly files: MessageFiles;
  readonly recipients: Recipients;
  readonly serverName: string;
  readonly serviceId: string;
  readonly nowMs: () => number;
  readonly accepted: (id: string) => void;
}

/** `message` has no Bcc. */
export async function deliverLocally(
  needs: LocalNeeds,
  row: DeliveryRow,
  message: Buffer,
): Promise<RecipientAnswer> {
  const { files, recipients, serverName, serviceId, nowMs, accepted } = needs;
  const id = hashedId('L', row.id);
  const atMs = nowMs();
  const hop = { messageId: id, helo: serverName, remoteAddress: '127.0.0.1', serverName, serviceId };
  const trace = receivedField({ ...hop, protocol: 'LOCAL', atMs });
  try {
    const delivery = await deliveryTo(recipients, row.recipient, atMs);
    await storeMessage(
      files,
      {
        ...{ version: 1, id, receivedAt: fromMs(atMs), sender: row.sender, sentBy: null },
        deliveries: [delivery],
        traceBytes: trace.length,
        relay: { client: null, outbound: [] },
      },
      Buffer.concat([trace, message]),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const reply = `${String(error.responseCode)} ${error.message}`;
    return { signal: error.responseCode >= 500 ? 'refused' : 'put-off', reply, server: serverName };
  }
  accepted(id);
  return { signal: 'accepted', reply: `250 2.0.0 stored as ${id}`, server: serverName };
}
