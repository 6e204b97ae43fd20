/** Webhooks, and the messages that wait for them or were taken by them. */
import type { Delivery, WebhookType } from '../../shared/http/webhooks.ts';

export interface WebhookTables {
  webhooks: {
    id: string;
    name: string;
    nameKey: string;
    url: string;
    /** JSON: what it is told of. */
    types: string;
    /** `whsec_` and base64: both sides sign with it, so it cannot be kept as a hash. */
    secret: string;
    inactiveBecause: 'administrator' | 'failing' | null;
    failingSince: string | null;
    lastDeliveredAt: string | null;
    createdAt: string;
  };
  webhookDeliveries: {
    /** `webhook-id`: the same at every attempt. */
    id: string;
    webhookId: string;
    type: WebhookType | 'test';
    eventId: string | null;
    /** As it is sent, byte for byte: the signature covers it. */
    body: string;
    state: Delivery['state'];
    attempts: number;
    createdAt: string;
    nextAttemptAt: string | null;
    lastAttemptAt: string | null;
    lastStatus: number | null;
    lastProblem: string | null;
  };
}
