/** REST: mail flow, the way of each message to each recipient (product 5 and 6, interfaces 2 `GET /mail/queue`). */
import { z } from 'zod';
import { instantSchema } from '../domain/instant.ts';
import { listQuerySchema, pageOf } from './page.ts';

/** `inbound` to the organisation's own mail server, `outbound` from its people to anyone. */
export const DELIVERY_DIRECTIONS = ['inbound', 'outbound'] as const;
export type DeliveryDirection = (typeof DELIVERY_DIRECTIONS)[number];

export const OPEN_STATES = ['queued', 'held', 'delivering', 'deferred'] as const;
export const FINAL_STATES = ['delivered', 'bounced', 'cancelled'] as const;
export const DELIVERY_STATE_NAMES = [...OPEN_STATES, ...FINAL_STATES] as const;
export type DeliveryStateName = (typeof DELIVERY_STATE_NAMES)[number];

export const TRACE_STEPS = [
  'received',
  'stored',
  'queued',
  'held',
  'released',
  'attempted',
  'deferred',
  'delivered',
  'bounced',
  'cancelled',
  'retried',
] as const;
export type TraceStep = (typeof TRACE_STEPS)[number];

export const mailDeliverySchema = z.object({
  id: z.string(),
  direction: z.enum(DELIVERY_DIRECTIONS),
  messageId: z.string(),
  /** Empty: the null sender, of bounces. */
  sender: z.string(),
  recipient: z.string(),
  subject: z.string(),
  state: z.enum(DELIVERY_STATE_NAMES),
  attempts: z.int().nonnegative(),
  /** So many copies the next server may have besides: the link broke after the message and before the answer. */
  possibleDuplicates: z.int().nonnegative(),
  queuedAt: instantSchema,
  /** While it waits for its turn or another try. */
  nextAttemptAt: instantSchema.nullable(),
  heldAt: instantSchema.nullable(),
  /** The continuity event that holds or held it. */
  heldEventId: z.string().nullable(),
  releasedAt: instantSchema.nullable(),
  lastAttemptAt: instantSchema.nullable(),
  /** The next server's words, or what kept it from answering. */
  lastReply: z.string().nullable(),
  /** Who took it, as `mail.example.com:25`. */
  handedTo: z.string().nullable(),
  finishedAt: instantSchema.nullable(),
});
export type MailDelivery = z.infer<typeof mailDeliverySchema>;

export const mailQueueQuerySchema = listQuerySchema.extend({
  /** `open`: all that is not over. */
  state: z.enum([...DELIVERY_STATE_NAMES, 'open', 'any']).default('open'),
  direction: z.enum(DELIVERY_DIRECTIONS).optional(),
  /** Held by this continuity event, now or before. */
  eventId: z.string().optional(),
  sort: z
    .enum(['queuedAt', '-queuedAt', 'recipient', '-recipient', 'sender', '-sender'])
    .default('-queuedAt'),
});
export type MailQueueQuery = z.infer<typeof mailQueueQuerySchema>;
export const mailQueuePageSchema = pageOf(mailDeliverySchema);

export const mailTraceEntrySchema = z.object({
  at: instantSchema,
  step: z.enum(TRACE_STEPS),
  /** null: of the whole message. */
  deliveryId: z.string().nullable(),
  /** An administrator, a continuity event, a server; null: the service itself. */
  by: z.string().nullable(),
  detail: z.string().nullable(),
});
export type MailTraceEntry = z.infer<typeof mailTraceEntrySchema>;

export const mailMessageTraceSchema = z.object({
  messageId: z.string(),
  sender: z.string(),
  subject: z.string(),
  deliveries: z.array(mailDeliverySchema),
  /** In the order in which it happened. */
  trace: z.array(mailTraceEntrySchema),
});
export type MailMessageTrace = z.infer<typeof mailMessageTraceSchema>;

export const mailRouteSchema = z.object({
  direction: z.enum(DELIVERY_DIRECTIONS),
  /** null: every domain that has no route of its own. */
  domain: z.string().nullable(),
  /** The next server, as `mail.example.com:25`; `mx`: as the domain's MX records say. */
  server: z.string(),
  /** Since when it cannot be reached; null: as far as is known, it can. */
  downSince: instantSchema.nullable(),
  nextAttemptAt: instantSchema.nullable(),
  problem: z.string().nullable(),
});

const count = z.int().nonnegative();

export const mailFlowSummarySchema = z.object({
  /** How many deliveries are in each state. */
  counts: z.object({
    queued: count,
    held: count,
    delivering: count,
    deferred: count,
    delivered: count,
    bounced: count,
    cancelled: count,
  }),
  possibleDuplicates: z.int().nonnegative(),
  routes: z.array(mailRouteSchema),
});
export type MailFlowSummary = z.infer<typeof mailFlowSummarySchema>;
