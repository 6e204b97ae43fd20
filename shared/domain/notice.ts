/** What a person is told about continuity events, each at most once a device and text (product 3, G17). */
import { z } from 'zod';
import { PARTICIPATION_REASONS } from './participation.ts';

/** `missed` is the quiet line for an event that ran while the device was offline; it is never an OS notification. */
export const NOTICE_KINDS = ['start', 'end', 'blocked', 'left', 'missed'] as const;
export const noticeKindSchema = z.enum(NOTICE_KINDS);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

export const noticeSchema = z.object({
  id: z.string().min(1),
  kind: noticeKindSchema,
  eventId: z.string().min(1),
  /** The continuity event's description: the notification's title. */
  description: z.string(),
  /** As the administrator wrote it; may be empty, then the app says it in its own words. */
  text: z.string(),
  /** Why a device left or is blocked; empty for the other kinds. */
  reasons: z.array(z.enum(PARTICIPATION_REASONS)),
  /** When it was decided, service time. */
  at: z.string(),
  /** The event's span as known then, for "ran 09:00 to 11:00". */
  start: z.string(),
  end: z.string().nullable(),
  /** Shown a second time because the process died between paint and commit (G17). */
  repeated: z.boolean(),
  /** null until it was on screen. */
  shownAt: z.string().nullable(),
  dismissedAt: z.string().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;
