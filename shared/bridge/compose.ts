/** Mail that a person writes: drafts, and what is on its way out. */
import { z } from 'zod';
import type { Instant } from '../domain/instant.ts';

/** What fits a message that the gateway takes, base64 and all (interfaces 4). */
export const MAX_FILES_BYTES = 25 * 1024 * 1024;
export const MAX_FILES = 100;

/** As the gateway has it. */
export const MAX_RECIPIENTS = 1000;

/** UTF-16 units; a text that long was not typed. */
export const MAX_DRAFT_CHARACTERS = 1_000_000;

const mailAddress = z.object({ name: z.string().max(500), address: z.string().min(1).max(320) });
const addresses = z.array(mailAddress).max(MAX_RECIPIENTS);

/** What the window changes of a draft. */
export const draftContentSchema = z.object({
  to: addresses,
  cc: addresses,
  bcc: addresses,
  subject: z.string().max(1000),
  text: z.string().max(MAX_DRAFT_CHARACTERS),
  /** null: plain text. */
  html: z.string().max(MAX_DRAFT_CHARACTERS).nullable(),
});
export type DraftContent = z.infer<typeof draftContentSchema>;

/** What an answer quotes, as the window shows it. */
export const quotedSchema = z.object({
  text: z.string().max(MAX_DRAFT_CHARACTERS),
  /** Sanitised; null: the original is plain text, and so is the answer. */
  html: z.string().max(MAX_DRAFT_CHARACTERS).nullable(),
});
export type Quoted = z.infer<typeof quotedSchema>;

export const draftFileSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
});
export type DraftFile = z.infer<typeof draftFileSchema>;

export const draftSchema = draftContentSchema.extend({
  id: z.string().min(1),
  savedAt: z.string(),
  files: z.array(draftFileSchema),
  /** Without angle brackets. */
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  /** Of an answer to all: whom the original names, so that a stranger among the recipients is noticed. */
  circle: z.array(z.string()).nullable(),
});
export type Draft = z.infer<typeof draftSchema>;

export interface DraftRow {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly preview: string;
  readonly savedAt: Instant;
}

export interface OutboxRow {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly queuedAt: Instant;
  readonly state: 'undoable' | 'waiting' | 'sending' | 'taking-back' | 'sent' | 'cancelled' | 'refused';
  /** Why the service refuses it, by JMAP's names; null otherwise. */
  readonly problem: string | null;
}

/** A message or draft that exists on this computer only. */
export interface UnsentRow {
  readonly kind: 'outbox' | 'draft';
  readonly to: string;
  readonly subject: string;
}

/** `cancelled`: it is a draft again. `asked`: the service will say; until then it counts as on its way. */
export type CancelOutcome =
  | { readonly outcome: 'cancelled'; readonly draftId: string }
  | { readonly outcome: 'asked' | 'already-handed-over' };
