/** Which notices a change calls for: pure, per continuity event and as a whole. Rules: STATES.md (product 3, G8 to G13, G17). */
import { toMs } from '../../../shared/domain/instant.ts';
import type { NoticeKind } from '../../../shared/domain/notice.ts';
import type { ParticipationReason } from '../../../shared/domain/participation.ts';
import { DAY_MS } from '../../../shared/domain/instant.ts';
import { isBlocked, onlyTimeIsMissing } from '../mode/derive-mode.ts';
import type { Verdict } from '../mode/derive-mode.ts';
import type { GoneReason } from '../mode/knowledge.ts';
import { isSameToldEvent, newEntry, toldEvent } from './ledger.ts';
import type { Ledger, LedgerEntry, LedgerPhase, ToldEvent } from './ledger.ts';

/** A notice to be made: what and why; words, id and time are added where it is written. */
export interface Call {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly event: ToldEvent;
  readonly text: string;
  readonly reasons: readonly ParticipationReason[];
  /** It may have been on screen before. */
  readonly repeated: boolean;
}

export interface Situation {
  readonly verdicts: readonly Verdict[];
  /** Why events that were known are not any more, since the last decision. */
  readonly gone: ReadonlyMap<string, GoneReason>;
  /** All of this device's events are among the verdicts; false after a record was lost, until the next snapshot. */
  readonly isWhole: boolean;
  /** Service time, milliseconds UTC. */
  readonly nowMs: number;
  /** The service has told the time since this start; until then it is the computer's own clock's. */
  readonly isServiceTime: boolean;
  /**
   * The last contact before now, while there is none or until the first decision after it is back; null while in touch,
   * and before the first contact of a registration.
   */
  readonly offlineSinceMs: number | null;
}

export interface Circumstances extends Situation {
  /** On its way to the screen: it can no longer be taken back. */
  readonly isShowing: (noticeId: string) => boolean;
  /** A former process died with it unmarked (N9). */
  readonly isRepeated: (noticeId: string) => boolean;
  readonly newId: () => string;
}

export interface Decision {
  /** The same as before when nothing changed. */
  readonly ledger: Ledger;
  readonly calls: readonly Call[];
  /** Notices decided earlier and never shown that would be wrong by now. */
  readonly withdrawn: readonly string[];
}

interface EntryDecision {
  readonly entry: LedgerEntry | null;
  readonly calls: readonly Call[];
  readonly withdrawn: readonly string[];
}

type Start = LedgerEntry['starts'][number];

/** An event that nobody mentioned for this long is forgotten; far beyond the five days that the service speaks of one. */
const FORGET_AFTER_MS = 30 * DAY_MS;

export function decide(ledger: Ledger, now: Circumstances): Decision {
  const next = new Map(ledger);
  const calls: Call[] = [];
  const withdrawn: string[] = [];
  const keep = (eventId: string, decision: EntryDecision): void => {
    if (decision.entry === null) next.delete(eventId);
    else next.set(eventId, decision.entry);
    calls.push(...decision.calls);
    withdrawn.push(...decision.withdrawn);
  };
  const known = new Set(now.verdicts.map(({ event }) => event.id));
  for (const [eventId, entry] of ledger) {
    if (known.has(eventId)) continue;
    // Without a reason its record was lost, and the service no longer speaks of it: then it has ended.
    const reason = now.gone.get(eventId) ?? (now.isWhole ? 'out-of-window' : undefined);
    keep(eventId, decideGone(entry, reason, now));
  }
  for (const verdict of now.verdicts)
    keep(verdict.event.id, decideKnown(ledger.get(verdict.event.id), verdict, now));
  return { ledger: isSame(ledger, next) ? ledger : next, calls, withdrawn };
}

/** Ends before starts, so that a person reads them in the order in which they happened. */
export function inReadingOrder(calls: readonly Call[]): readonly Call[] {
  const rank: Readonly<Record<NoticeKind, number>> = { missed: 0, end: 1, left: 2, blocked: 3, start: 4 };
  return [...calls].sort((a, b) => rank[a.kind] - rank[b.kind]);
}

function decideKnown(known: LedgerEntry | undefined, verdict: Verdict, now: Circumstances): EntryDecision {
  const entry = known ?? newEntry(verdict.event, now.nowMs);
  if (verdict.participates) return entered(entry, verdict.event, now);
  if (verdict.status === 'expired') return expired(known, entry, verdict, now);
  if (isBlocked(verdict)) return blocked(entry, verdict, now);
  if (entry.phase === 'participating') return left(entry, verdict.event, verdict.reasons, 'idle', now);
  return known === undefined ? nothing(null) : settled(entry, verdict.event, 'idle', now);
}

/** In that phase, without the starts that came no further than the disk, or than their way to the screen, and are not true. */
function settled(
  entry: LedgerEntry,
  event: ToldEvent,
  phase: LedgerEntry['phase'],
  now: Circumstances,
  isTrue: (start: Start) => boolean = () => false,
) {
  const withdrawn = unshownStarts(entry, now, isTrue);
  return { entry: inPhase(withoutStarts(entry, withdrawn, now), event, phase, now), calls: [], withdrawn };
}

function entered(entry: LedgerEntry, event: ToldEvent, now: Circumstances): EntryDecision {
  const isOwn = ({ text }: Start): boolean => text === event.startMessage;
  const there = settled(entry, event, 'participating', now, isOwn);
  const own = there.entry.starts.find(isOwn);
  if (own?.maybeSeen === false) return there;
  const start = { ...call('start', event, event.startMessage, [], now), repeated: own !== undefined };
  const told: Start = { text: event.startMessage, noticeId: start.id, shown: false, maybeSeen: false };
  const others = there.entry.starts.filter((one) => one !== own);
  return { ...there, entry: { ...there.entry, starts: [...others, told] }, calls: [start] };
}

function expired(
  known: LedgerEntry | undefined,
  entry: LedgerEntry,
  verdict: Verdict,
  now: Circumstances,
): EntryDecision {
  if (entry.phase === 'participating') return ended(entry, verdict.event, now);
  if (known === undefined || (entry.phase === 'idle' && entry.starts.length === 0)) {
    return ranWhileOffline(verdict, now) ? missed(entry, verdict.event, now) : nothing(known ?? null);
  }
  return stayedOver(entry, verdict.event, now);
}

/** Nobody is told of the end of something whose start was never shown; then it is one quiet line. */
function ended(entry: LedgerEntry, event: ToldEvent, now: Circumstances): EntryDecision {
  if (!startWasShown(entry, now)) return missed(entry, event, now);
  const over = settled(entry, event, 'over', now);
  if (entry.endNoticeId !== null) return over;
  const end = call('end', event, event.endMessage, [], now);
  return { ...over, entry: { ...over.entry, endNoticeId: end.id }, calls: [end] };
}

/** An end decided while its start was on its way goes with it when that came to nothing; then it is the quiet line after all. */
function stayedOver(entry: LedgerEntry, event: ToldEvent, now: Circumstances): EntryDecision {
  const over = settled(entry, event, 'over', now);
  const { endNoticeId } = entry;
  if (endNoticeId === null || over.withdrawn.length === 0 || startWasShown(entry, now)) return over;
  const withdrawn = [...over.withdrawn, endNoticeId];
  return { ...missed({ ...over.entry, endNoticeId: null }, event, now), withdrawn };
}

function missed(entry: LedgerEntry, event: ToldEvent, now: Circumstances): EntryDecision {
  const over = settled(entry, event, 'over', now);
  if (entry.missedEnd !== null && entry.missedEnd === event.end) return over;
  const calls = [call('missed', event, '', [], now)];
  return { ...over, entry: { ...over.entry, missedEnd: event.end }, calls };
}

function blocked(entry: LedgerEntry, verdict: Verdict, now: Circumstances): EntryDecision {
  // Switched off during the event: the notice of leaving says why; a second one would say it again. Where no start was
  // on screen there is nothing to leave, and yet something to explain.
  if (entry.phase === 'participating' && startWasShown(entry, now))
    return left(entry, verdict.event, verdict.reasons, 'blocked', now);
  const there = settled(entry, verdict.event, 'blocked', now);
  if (entry.phase === 'blocked') return there;
  return { ...there, calls: [call('blocked', verdict.event, '', verdict.reasons, now)] };
}

function left(
  entry: LedgerEntry,
  event: ToldEvent,
  reasons: readonly ParticipationReason[],
  phase: LedgerPhase,
  now: Circumstances,
): EntryDecision {
  const calls = startWasShown(entry, now) ? [call('left', event, '', reasons, now)] : [];
  return { ...settled(entry, event, phase, now), calls };
}

/** An event leaves a device's knowledge only when it ended long ago, is another's, or never was. */
function decideGone(entry: LedgerEntry, reason: GoneReason | undefined, now: Circumstances): EntryDecision {
  if (entry.phase === 'participating' && reason !== undefined) {
    if (reason === 'out-of-window') return ended(entry, entry.event, now);
    const why = reason === 'left-group' ? 'not-in-affected-group' : 'event-not-current';
    return left(entry, entry.event, [why], 'idle', now);
  }
  // By a computer's own clock alone nothing is long ago (G5).
  const isLongAgo = now.isServiceTime && now.nowMs - entry.touchedAtMs > FORGET_AFTER_MS;
  if (isLongAgo) return nothing(null);
  if (entry.phase === 'participating') return nothing(entry);
  if (entry.phase === 'over') return stayedOver(entry, entry.event, now);
  const isLeft = entry.phase === 'blocked' && reason !== undefined;
  return settled(entry, entry.event, isLeft ? 'idle' : entry.phase, now);
}

function ranWhileOffline(verdict: Verdict, { offlineSinceMs }: Circumstances): boolean {
  if (offlineSinceMs === null || verdict.event.end === null || !onlyTimeIsMissing(verdict)) return false;
  return toMs(verdict.event.end) > offlineSinceMs;
}

const isOut = (start: Start, now: Circumstances): boolean => start.shown || now.isShowing(start.noticeId);

const startWasShown = (entry: LedgerEntry, now: Circumstances): boolean =>
  entry.starts.some((start) => isOut(start, now));

const unshownStarts = (
  entry: LedgerEntry,
  now: Circumstances,
  isTrue: (start: Start) => boolean = () => false,
): readonly string[] =>
  entry.starts
    .filter((start) => !isOut(start, now) && !start.maybeSeen && !isTrue(start))
    .map(({ noticeId }) => noticeId);

/** What is withdrawn was not told: when the event has the device again, its start is (N1). */
function withoutStarts(entry: LedgerEntry, noticeIds: readonly string[], now: Circumstances): LedgerEntry {
  if (noticeIds.length === 0) return entry;
  const starts = entry.starts.flatMap((start) => {
    if (!noticeIds.includes(start.noticeId)) return [start];
    return now.isRepeated(start.noticeId) ? [{ ...start, maybeSeen: true }] : [];
  });
  return { ...entry, starts };
}

const nothing = (entry: LedgerEntry | null): EntryDecision => ({ entry, calls: [], withdrawn: [] });

function inPhase(entry: LedgerEntry, event: ToldEvent, phase: LedgerPhase, now: Circumstances): LedgerEntry {
  const isSameEvent = isSameToldEvent(entry.event, event);
  if (entry.phase === phase && isSameEvent) return entry;
  return { ...entry, phase, event: isSameEvent ? entry.event : toldEvent(event), touchedAtMs: now.nowMs };
}

function call(
  kind: NoticeKind,
  event: ToldEvent,
  text: string,
  reasons: readonly ParticipationReason[],
  now: Circumstances,
): Call {
  return { id: now.newId(), kind, event: toldEvent(event), text, reasons, repeated: false };
}

function isSame(before: Ledger, after: Ledger): boolean {
  return before.size === after.size && [...after].every(([eventId, entry]) => before.get(eventId) === entry);
}
