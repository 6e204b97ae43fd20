/** Makes the deliveries of messages, in the transaction that stores them: one for each recipient. */
import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { fromMs, toMs } from '../../shared/domain/instant.ts';
import type { DeliveryDirection } from '../../shared/http/mail-flow.ts';
import type { MailEnvelope } from '../mailbox/message-file.ts';
import type { AcceptedMail } from '../mailbox/ports.ts';
import { addressKey } from '../people/addresses.ts';
import { foldedKey } from '../search-key.ts';
import { toFlag } from '../storage/column-types.ts';
import { chunksOf } from '../storage/rows.ts';
import type { Tables } from '../storage/tables.ts';
import { settleHolds } from './holds.ts';
import { giveUpMs } from './retry-policy.ts';
import { domainOf, hasPrimary, type MailRoutes } from './routing.ts';
import { trace, type TraceLine } from './trace.ts';

export interface Addressee {
  readonly direction: DeliveryDirection;
  readonly address: string;
  readonly personId: string | null;
  readonly groupId: string | null;
}

export interface Onward {
  readonly messageId: string;
  readonly sender: string;
  readonly subject: string;
  readonly addressees: readonly Addressee[];
  readonly submission: { readonly id: string; readonly accountId: string } | null;
  /** Not before. */
  readonly atMs: number;
}

/** What accepted messages' files say of their way; nothing for mail that is only kept. */
export async function enqueueAccepted(
  db: Transaction<Tables>,
  routes: MailRoutes,
  accepted: readonly AcceptedMail[],
  nowMs: number,
): Promise<void> {
  const going = accepted.filter(({ envelope }) => envelope.relay !== undefined);
  await trace(
    db,
    nowMs,
    going.flatMap(({ envelope }) => arrivalOf(envelope)),
  );
  const onwards = going.map(({ envelope, subject }): Onward => {
    const { id: messageId, sender } = envelope;
    const addressees = addresseesOf(routes, envelope);
    return { messageId, sender, subject, addressees, submission: null, atMs: nowMs };
  });
  await enqueue(db, onwards, nowMs);
}

function arrivalOf(envelope: MailEnvelope): readonly TraceLine[] {
  const { id: messageId, sender, relay } = envelope;
  const actor = relay?.client ?? (sender === '' ? 'the null sender' : sender);
  const line = { messageId, deliveryId: null };
  return [
    { ...line, step: 'received', actor, happenedMs: toMs(envelope.receivedAt) },
    { ...line, step: 'stored', detail: mailboxesOf(envelope) },
  ];
}

function addresseesOf(routes: MailRoutes, { deliveries, relay }: MailEnvelope): readonly Addressee[] {
  const inbound = deliveries
    .filter(({ address }) => hasPrimary(routes, domainOf(address)))
    .map(({ address, groupId, personIds: [personId = null] }): Addressee => {
      const whom = groupId === null ? { personId, groupId } : { personId: null, groupId };
      return { direction: 'inbound', address, ...whom };
    });
  const outbound = (relay?.outbound ?? []).map((address): Addressee => {
    return { direction: 'outbound', address, personId: null, groupId: null };
  });
  return [...inbound, ...outbound];
}

function mailboxesOf({ deliveries }: MailEnvelope): string {
  const people = new Set(deliveries.flatMap(({ personIds }) => personIds));
  return people.size === 1 ? 'one mailbox' : `${String(people.size)} mailboxes`;
}

/** Each address of a message once, however often it was named. What is queued already stays as it is (STATES.md C2). */
export async function enqueue(
  db: Transaction<Tables>,
  onwards: readonly Onward[],
  nowMs: number,
): Promise<void> {
  const lines: TraceLine[] = [];
  for (const rows of chunksOf(onwards.flatMap((onward) => rowsOf(onward, nowMs)))) {
    const queued = await db
      .insertInto('mailDeliveries')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning(['id', 'messageId', 'recipient'])
      .execute();
    lines.push(
      ...queued.map(({ id, messageId, recipient }): TraceLine => {
        return { messageId, deliveryId: id, step: 'queued', detail: recipient };
      }),
    );
  }
  await trace(db, nowMs, lines);
  if (lines.length > 0) await settleHolds(db, nowMs);
}

function rowsOf(onward: Onward, nowMs: number) {
  const byLane = new Map<string, Addressee>();
  for (const one of onward.addressees) if (!byLane.has(laneOf(one))) byLane.set(laneOf(one), one);
  return Array.from(byLane, ([lane, addressee], index) => rowOf(onward, addressee, lane, index, nowMs));
}

function laneOf({ direction, address }: Addressee): string {
  return `${direction} ${addressKey(address)}`;
}

function rowOf(onward: Onward, addressee: Addressee, lane: string, index: number, nowMs: number) {
  const { messageId, sender, subject, submission, atMs } = onward;
  const { direction, address, personId, groupId } = addressee;
  return {
    ...{ direction, messageId, sender, personId, groupId, subject, lane },
    id: submission === null ? `${messageId}.${String(index)}` : hashedId('S', submission.id, lane),
    submissionId: submission?.id ?? null,
    accountId: submission?.accountId ?? null,
    recipient: address,
    domain: domainOf(address),
    searchKey: foldedKey(sender, address, subject),
    // What people send is in no order: one that is to leave tomorrow keeps nobody else's waiting.
    inLane: toFlag(direction === 'inbound'),
    ...({ state: 'queued', exempt: 0, attempts: 0, unanswered: 0, reportDue: 0 } as const),
    queuedAt: fromMs(nowMs),
    nextAttemptAt: fromMs(Math.max(atMs, nowMs)),
    giveUpAt: fromMs(giveUpMs(Math.max(atMs, nowMs))),
  };
}

const HASH_DIGITS = 40;

/** An id made of what it is for: made twice, it is the same. */
export function hashedId(prefix: string, ...parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex');
  return `${prefix}${hash.slice(0, HASH_DIGITS)}`;
}
