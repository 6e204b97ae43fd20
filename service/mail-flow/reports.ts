/** Tells senders of what could not be delivered: owed until the report is durable, and written once however often it is tried. */
import type { Kysely } from 'kysely';
import { fromMs } from '../../shared/domain/instant.ts';
import type { MessageFiles } from '../mailbox/message-files.ts';
import type { Recipients } from '../mailbox/ports.ts';
import type { Tables } from '../storage/tables.ts';
import type { DeliveryRow } from './claim.ts';
import { deliveryReport } from './delivery-report.ts';
import { hashedId } from './enqueue.ts';
import { storeMessage } from './intake.ts';

export interface ReportNeeds {
  readonly db: Kysely<Tables>;
  readonly files: MessageFiles;
  readonly recipients: Recipients;
  readonly serverName: string;
  readonly nowMs: () => number;
  readonly accepted: (id: string) => void;
}

const MESSAGES_AT_ONCE = 50;
/** Enough of a header to know the message by. */
const HEADER_BYTES = 64 * 1024;

/** Returns how many were written; more may be owed. */
export async function writeReports(needs: ReportNeeds): Promise<number> {
  const owed = await needs.db
    .selectFrom('mailDeliveries')
    .select('messageId')
    .distinct()
    .where('reportDue', '=', 1)
    .limit(MESSAGES_AT_ONCE)
    .execute();
  for (const { messageId } of owed) await writeReport(needs, messageId);
  return owed.length;
}

async function writeReport(needs: ReportNeeds, messageId: string): Promise<void> {
  const rows = await needs.db
    .selectFrom('mailDeliveries')
    .selectAll()
    .where('messageId', '=', messageId)
    .where('reportDue', '=', 1)
    .orderBy('seq')
    .execute();
  const [first] = rows;
  if (first === undefined) return;
  const ids = rows.map(({ id }) => id);
  const id = hashedId('D', ...ids);
  await deliverReport(needs, id, first.sender, await compose(needs, id, first, rows));
  await needs.db.updateTable('mailDeliveries').set({ reportDue: 0 }).where('id', 'in', ids).execute();
}

async function compose(
  { files, serverName, nowMs }: ReportNeeds,
  id: string,
  { messageId, sender, queuedAt }: DeliveryRow,
  rows: readonly DeliveryRow[],
): Promise<Buffer> {
  const start = (await files.read(messageId, 0, HEADER_BYTES)) ?? Buffer.alloc(0);
  const end = start.indexOf('\r\n\r\n');
  return deliveryReport({
    ...{ id, serverName, to: sender, at: new Date(nowMs()), arrivedAt: new Date(queuedAt) },
    recipients: rows.map(({ recipient, lastReply, handedTo, lastAttemptAt }) => ({
      address: recipient,
      reply: lastReply,
      server: handedTo,
      lastAttemptAt: lastAttemptAt === null ? null : new Date(lastAttemptAt),
    })),
    header: start.subarray(0, end === -1 ? start.length : end + 2),
  });
}

/** To one of ours it is mail like any other; to others it goes out by the way of outbound mail. */
async function deliverReport(
  { files, recipients, nowMs, accepted }: ReportNeeds,
  id: string,
  to: string,
  report: Buffer,
): Promise<void> {
  const recipient = await recipients.resolve(to, nowMs());
  const ours =
    recipient.kind === 'person' ? [{ address: to, groupId: null, personIds: [recipient.userId] }] : [];
  const outbound = ours.length > 0 ? [] : [to];
  await storeMessage(
    files,
    {
      ...{ version: 1, id, receivedAt: fromMs(nowMs()), sender: '', sentBy: null, traceBytes: 0 },
      deliveries: ours,
      relay: { client: null, outbound },
    },
    report,
  );
  accepted(id);
}
