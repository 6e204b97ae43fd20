/** Drafts that are not saved yet, kept by this tab: a session that ends, a reload or a press elsewhere loses nothing typed. */
import { z } from 'zod';
import { cloudPasswordResetSchema } from '../../../../shared/domain/continuity-event.ts';
import { eventViewSchema } from '../../../../shared/http/continuity-events.ts';
import type { EventDraft } from './event-draft.ts';

const timeSchema = z.object({
  savedAt: z.string().nullable(),
  date: z.string(),
  time: z.string(),
  offset: z.string().nullable(),
});

const draftSchema = z.object({
  description: z.string(),
  affectedGroupId: z.string(),
  notes: z.string(),
  outlookContinuity: z.boolean(),
  cloudPasswordReset: cloudPasswordResetSchema,
  expandDistributionLists: z.boolean(),
  pauseInboundDelivery: z.boolean(),
  timeZone: z.string(),
  startsNow: z.boolean(),
  start: timeSchema,
  eternal: z.boolean(),
  end: timeSchema,
  startMessage: z.string(),
  endMessage: z.string(),
  smsGroupId: z.string().nullable(),
  startSms: z.string(),
  startSmsLeadMinutes: z.string(),
  endSms: z.string(),
}) satisfies z.ZodType<EventDraft>;

const keptSchema = z.object({
  draft: draftSchema,
  /** The saved event that the edit began with; null for a new one. */
  base: eventViewSchema.nullable(),
});
export type KeptDraft = z.infer<typeof keptSchema>;

const PREFIX = 'continuity-draft ';

/** `address`: the form's place. What another version of this page has kept, and this one cannot read, is no draft. */
export function readKeptDraft(store: Storage, address: string): KeptDraft | null {
  const text = store.getItem(PREFIX + address);
  if (text === null) return null;
  try {
    return keptSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function keepDraft(store: Storage, address: string, kept: KeptDraft): void {
  store.setItem(PREFIX + address, JSON.stringify(kept));
}

export function forgetDraft(store: Storage, address: string): void {
  store.removeItem(PREFIX + address);
}
