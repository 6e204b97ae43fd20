/** Mail from people to anyone: queued with the submission it belongs to, taken back as a whole, and its fate by recipient. */
import type { Kysely, Transaction } from 'kysely';
import { toMs } from '../../shared/domain/instant.ts';
import { OPEN_STATES } from '../../shared/http/mail-flow.ts';
import type { Emitter } from '../../shared/lib/emitter.ts';
import { ownerOf } from '../people/addresses.ts';
import type { Tables } from '../storage/tables.ts';
import type { DeliveryRow } from './claim.ts';
import { nextDelivery } from './delivery-state.ts';
import { enqueue, type Addressee } from './enqueue.ts';
import { deliveryOf, move } from './outcomes.ts';
import type {
  CancelAnswer,
  OutboundMail,
  RecipientStatus,
  Submission,
  SubmissionMoved,
  SubmissionStatus,
} from './ports.ts';

interface Needs {
  readonly nowMs: () => number;
  readonly wake: () => void;
  readonly moved: Pick<Emitter<SubmissionMoved>, 'subscribe'>;
}

export function createOutboundMail({ nowMs, wake, moved }: Needs): OutboundMail {
  return {
    wake,
    subscribe: moved.subscribe,
    submit: (db, submission) => submit(db, submission, nowMs()),
    cancel: (db, submissionId) => cancel(db, submissionId, nowMs()),
    async statusOf(db, submissionIds) {
      const rows = await rowsOf(db, submissionIds);
      const known = new Set(rows.map(({ submissionId }) => submissionId ?? ''));
      return new Map(
        Array.from(known, (id) => [id, statusOf(rows.filter(({ submissionId }) => submissionId === id))]),
      );
    },
  };
}

async function submit(db: Transaction<Tables>, submission: Submission, nowMs: number): Promise<void> {
  const { submissionId, accountId, envelope, messageId, sendAt } = submission;
  const message = await db
    .selectFrom('messages')
    .select('content')
    .where('id', '=', messageId)
    .executeTakeFirst();
  const addressees: Addressee[] = [];
  for (const address of envelope.rcptTo) addressees.push(await addresseeOf(db, address));
  const subject = message === undefined ? '' : subjectOf(message.content);
  const onward = {
    ...{ messageId, subject, addressees, sender: envelope.mailFrom },
    submission: { id: submissionId, accountId },
    atMs: sendAt === null ? nowMs : toMs(sendAt),
  };
  await enqueue(db, [onward], nowMs);
}

function subjectOf(content: string): string {
  const { subject } = JSON.parse(content) as { readonly subject?: unknown };
  return typeof subject === 'string' ? subject : '';
}

async function addresseeOf(db: Transaction<Tables>, address: string): Promise<Addressee> {
  const owner = await ownerOf(db, address);
  return {
    ...{ direction: 'outbound', address },
    personId: owner?.kind === 'person' ? owner.id : null,
    groupId: owner?.kind === 'group' ? owner.id : null,
  };
}

const rowsOf = (db: Kysely<Tables>, submissionIds: readonly string[]): Promise<DeliveryRow[]> =>
  submissionIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('mailDeliveries')
        .selectAll()
        .where('submissionId', 'in', submissionIds)
        .orderBy('seq')
        .execute();

async function cancel(db: Transaction<Tables>, submissionId: string, nowMs: number): Promise<CancelAnswer> {
  const rows = await rowsOf(db, [submissionId]);
  if (rows.length === 0) return 'unknown';
  if (rows.every(({ state }) => state === 'cancelled')) return 'cancelled';
  const moment = { nowMs, chance: 0 };
  const canAll = rows.every((row) => {
    const delivery = deliveryOf(row);
    return row.attempts === 0 && nextDelivery(delivery, 'cancel', moment) !== delivery;
  });
  if (!canAll) return 'already-handed-over';
  for (const row of rows) await move(db, row, 'cancel', moment, { actor: row.sender, detail: null });
  return 'cancelled';
}

function statusOf(rows: readonly DeliveryRow[]): SubmissionStatus {
  const isUntouched = rows.every(
    ({ state, attempts }) => attempts === 0 && isOpen(state) && state !== 'delivering',
  );
  const isCancelled = rows.every(({ state }) => state === 'cancelled');
  return {
    undoStatus: isCancelled ? 'canceled' : isUntouched ? 'pending' : 'final',
    recipients: rows.map(recipientStatus),
  };
}

function isOpen(state: DeliveryRow['state']): boolean {
  return OPEN_STATES.some((open) => open === state);
}

function recipientStatus({ recipient, state, lastReply, personId, groupId }: DeliveryRow): RecipientStatus {
  const isOurs = personId !== null || groupId !== null;
  const smtpReply = lastReply ?? '250 2.0.0 queued';
  switch (state) {
    case 'delivered':
      return { address: recipient, smtpReply, delivered: isOurs ? 'yes' : 'unknown' };
    case 'bounced':
    case 'cancelled':
      return { address: recipient, smtpReply, delivered: 'no' };
    default:
      return { address: recipient, smtpReply, delivered: 'queued' };
  }
}
