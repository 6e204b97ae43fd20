/** OpenAPI: webhooks. */
import { page, webhookExample } from '../examples.ts';
import type { Operation } from '../operation.ts';

const { name, url, types } = webhookExample;
const delivery = {
  id: 'msg_2Vd5Ht',
  type: 'continuity-event.started',
  eventId: 'evt_7Q2mX4',
  state: 'delivered',
  attempts: 1,
  createdAt: '2026-11-23T09:00:00.000Z',
  nextAttemptAt: null,
  lastAttemptAt: '2026-11-23T09:00:01.000Z',
  lastStatus: 204,
  lastProblem: null,
};

export const WEBHOOK_OPERATIONS = {
  'GET /webhooks': {
    id: 'listWebhooks',
    summary: 'Webhooks, without their secrets',
    answer: page(webhookExample),
  },
  'POST /webhooks': {
    id: 'createWebhook',
    summary: 'Create a webhook; its secret is told this once',
    description:
      'Repeated with its `Idempotency-Key`, the answer has `null` for the secret. Who never had it deletes the webhook and makes another.',
    request: { name, url, types },
    answer: { ...webhookExample, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
    once: true,
  },
  'GET /webhooks/:id': { id: 'getWebhook', summary: 'One webhook', answer: webhookExample },
  'PATCH /webhooks/:id': {
    id: 'editWebhook',
    summary: 'Edit a webhook, or take it into service again',
    request: { active: true },
    answer: webhookExample,
  },
  'DELETE /webhooks/:id': { id: 'deleteWebhook', summary: 'Delete a webhook and what still waits for it' },
  'GET /webhooks/:id/deliveries': {
    id: 'listWebhookDeliveries',
    summary: 'What was sent, newest first, and what still waits',
    answer: page(delivery),
  },
  'POST /webhooks/:id/test': {
    id: 'testWebhook',
    summary: 'Send a test message',
    answer: { deliveryId: delivery.id },
    refuses: [409],
    once: true,
  },
} satisfies Record<string, Operation>;
