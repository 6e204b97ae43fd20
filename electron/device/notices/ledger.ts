/** What this device has told of each continuity event, and in what phase it is with it. Rules: STATES.md. */
import { z } from 'zod';
import { deviceEventSchema } from '../../../shared/domain/device-event.ts';

/** What must be known to tell of an event after the service has taken it away. */
const toldEventSchema = deviceEventSchema.pick({
  id: true,
  description: true,
  startMessage: true,
  endMessage: true,
  start: true,
  end: true,
});
export type ToldEvent = z.infer<typeof toldEventSchema>;
const TOLD_FIELDS = toldEventSchema.keyof().options;

export const LEDGER_PHASES = ['idle', 'participating', 'blocked', 'over'] as const;

export const ledgerEntrySchema = z.object({
  /**
   * `participating`: in DR for it. `blocked`: only cached mode stood in the way, and the person was told.
   * `over`: ended or missed, and told. `idle`: known here, and none of these now.
   */
  phase: z.enum(LEDGER_PHASES),
  /** Every start message decided, each text once (G17); `shown` outlives the notice itself. */
  starts: z.array(
    z.object({
      text: z.string(),
      noticeId: z.string(),
      shown: z.boolean(),
      /** Withdrawn, and a process died with it: whether it was on screen is not known (N9). */
      maybeSeen: z.boolean().default(false),
    }),
  ),
  /** null until the end was told; it is told once. */
  endNoticeId: z.string().nullable(),
  /** End of the run that the last quiet line told of; the same run is told once (N5). */
  missedEnd: z.string().nullable().default(null),
  event: toldEventSchema,
  /** Service time, milliseconds UTC; for forgetting what is long over. */
  touchedAtMs: z.number(),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type LedgerPhase = LedgerEntry['phase'];

export type Ledger = ReadonlyMap<string, LedgerEntry>;

export function newEntry(event: ToldEvent, nowMs: number): LedgerEntry {
  return {
    phase: 'idle',
    starts: [],
    endNoticeId: null,
    missedEnd: null,
    event: toldEvent(event),
    touchedAtMs: nowMs,
  };
}

export function toldEvent(event: ToldEvent): ToldEvent {
  const { id, description, startMessage, endMessage, start, end } = event;
  return { id, description, startMessage, endMessage, start, end };
}

export function isSameToldEvent(first: ToldEvent, second: ToldEvent): boolean {
  return TOLD_FIELDS.every((field) => first[field] === second[field]);
}

/** The start message was on screen; the same ledger when it is none of its notices. */
export function withStartShown(ledger: Ledger, eventId: string, noticeId: string): Ledger {
  const entry = ledger.get(eventId);
  if (entry?.starts.some((start) => start.noticeId === noticeId && !start.shown) !== true) return ledger;
  const starts = entry.starts.map((start) =>
    start.noticeId === noticeId ? { ...start, shown: true } : start,
  );
  return new Map(ledger).set(eventId, { ...entry, starts });
}
