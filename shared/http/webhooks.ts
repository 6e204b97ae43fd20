/** REST: webhooks, which tell other systems of continuity events (standardwebhooks.com's headers and signature). */
import { z } from 'zod';
import { instantSchema } from '../domain/instant.ts';
import { eventViewSchema } from './continuity-events.ts';
import { listQuerySchema, pageOf, pageQuerySchema } from './page.ts';

export const WEBHOOK_TYPES = [
  'continuity-event.created',
  'continuity-event.changed',
  'continuity-event.deleted',
  'continuity-event.started',
  'continuity-event.ended',
] as const;
export const webhookTypeSchema = z.enum(WEBHOOK_TYPES);
export type WebhookType = z.infer<typeof webhookTypeSchema>;

export const WEBHOOK_NAME_CHARACTERS = 120;
/** As long as an address may be that every browser and proxy takes. */
const MAX_URL_UNITS = 2048;

export const webhookInputSchema = z.object({
  name: z.string(),
  /** https, and a public address, unless the service was started with `--allow-private-webhooks`. */
  url: z.string().max(MAX_URL_UNITS),
  types: z
    .array(webhookTypeSchema)
    .min(1)
    .default([...WEBHOOK_TYPES]),
  active: z.boolean().default(true),
});
export type WebhookInput = z.infer<typeof webhookInputSchema>;

/** `active: true` takes a deactivated webhook into service again. */
export const webhookPatchSchema = z
  .object({
    name: z.string(),
    url: z.string().max(MAX_URL_UNITS),
    types: z.array(webhookTypeSchema).min(1),
    active: z.boolean(),
  })
  .partial();
export type WebhookPatch = z.infer<typeof webhookPatchSchema>;

export const webhookViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  types: z.array(webhookTypeSchema),
  active: z.boolean(),
  /** Why it is not active: an administrator's doing, or days of failure; null while it is. */
  inactiveBecause: z.enum(['administrator', 'failing']).nullable(),
  /** Since when nothing was accepted any more; null after a success. */
  failingSince: instantSchema.nullable(),
  lastDeliveredAt: instantSchema.nullable(),
  createdAt: instantSchema,
});
export type WebhookView = z.infer<typeof webhookViewSchema>;

/** `whsec_` and base64; shown once, on creation: null when the answer is repeated for an Idempotency-Key. */
export const createdWebhookSchema = webhookViewSchema.extend({ secret: z.string().nullable() });
export type CreatedWebhook = z.infer<typeof createdWebhookSchema>;

export const webhookListQuerySchema = listQuerySchema.extend({
  sort: z.enum(['name', '-name', 'createdAt', '-createdAt']).default('name'),
});
export type WebhookListQuery = z.infer<typeof webhookListQuerySchema>;
export const webhookPageSchema = pageOf(webhookViewSchema);

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;
export const deliverySchema = z.object({
  /** `webhook-id` of the message: the same at every attempt. */
  id: z.string(),
  type: z.union([webhookTypeSchema, z.literal('test')]),
  eventId: z.string().nullable(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int().nonnegative(),
  createdAt: instantSchema,
  /** While it waits. */
  nextAttemptAt: instantSchema.nullable(),
  lastAttemptAt: instantSchema.nullable(),
  /** Of the last attempt; null when there was no answer. */
  lastStatus: z.int().nullable(),
  /** One word for why the last attempt was none: `refused-address`, `timeout`, `connection`, `tls`, `status`, `redirect`. */
  lastProblem: z.string().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** Newest first. */
export const deliveryListQuerySchema = pageQuerySchema.extend({ state: z.enum(DELIVERY_STATES).optional() });
export const deliveryPageSchema = pageOf(deliverySchema);

/** What is sent: JSON, UTF-8, with headers `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature`. */
export const webhookMessageSchema = z.object({
  id: z.string(),
  type: z.union([webhookTypeSchema, z.literal('test')]),
  at: instantSchema,
  /** As it was then; null in a test. */
  event: eventViewSchema.nullable(),
});
export type WebhookMessage = z.infer<typeof webhookMessageSchema>;
