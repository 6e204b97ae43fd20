/** OpenAPI: mail flow. */
import { eventExample, mailDeliveryExample, page } from '../examples.ts';
import type { Operation } from '../operation.ts';

const { id, messageId, sender, subject, queuedAt, heldAt } = mailDeliveryExample;
const over = { ...mailDeliveryExample, state: 'bounced', finishedAt: '2026-11-23T09:40:00.000Z' };

export const MAIL_OPERATIONS = {
  'GET /mail/queue': {
    id: 'listDeliveries',
    summary: 'Deliveries of messages to their recipients, at first those that are not over',
    answer: page(mailDeliveryExample),
  },
  'GET /mail/queue/:id': { id: 'getDelivery', summary: 'One delivery', answer: mailDeliveryExample },
  'POST /mail/queue/:id/retry': {
    id: 'retryDelivery',
    summary: 'Try a delivery now, without waiting for its turn',
    answer: { ...mailDeliveryExample, state: 'queued', heldAt: null, heldEventId: null },
    refuses: [409],
  },
  'POST /mail/queue/:id/release': {
    id: 'releaseDelivery',
    summary: 'Let a held delivery go in spite of the continuity event that holds it',
    answer: { ...mailDeliveryExample, state: 'queued', releasedAt: '2026-11-23T09:40:00.000Z' },
    refuses: [409],
  },
  'POST /mail/queue/:id/bounce': {
    id: 'bounceDelivery',
    summary: 'Give a delivery up, with a report to its sender',
    answer: over,
    refuses: [409],
  },
  'GET /mail/messages/:id/trace': {
    id: 'traceMessage',
    summary: 'The way of a message: received, stored, held, released, delivered, and by whom',
    answer: {
      messageId,
      sender,
      subject,
      deliveries: [mailDeliveryExample],
      trace: [
        { at: queuedAt, step: 'received', deliveryId: null, by: 'mx.partner.example', detail: null },
        { at: heldAt, step: 'held', deliveryId: id, by: eventExample.id, detail: null },
      ],
    },
  },
  'GET /mail/summary': {
    id: 'getMailSummary',
    summary: 'How many deliveries are in each state, and whether the next servers can be reached',
    answer: {
      counts: { queued: 2, held: 118, delivering: 0, deferred: 1, delivered: 5210, bounced: 3, cancelled: 0 },
      possibleDuplicates: 0,
      routes: [
        {
          direction: 'inbound',
          domain: 'north.example',
          server: 'mail.north.example:25',
          downSince: '2026-11-23T08:52:10.000Z',
          nextAttemptAt: '2026-11-23T09:01:40.000Z',
          problem: 'connection refused',
        },
      ],
    },
  },
} satisfies Record<string, Operation>;
