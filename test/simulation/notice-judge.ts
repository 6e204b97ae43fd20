/** Judges what people are shown and the service is told: once, in order, never lost (G8, G9, G11 to G13, G17). */
import process from 'node:process';
import type { RecordChange, RecordKind } from '../../electron/device/ports.ts';
import { SECOND_MS } from '../../shared/domain/instant.ts';
import { noticeSchema, type Notice } from '../../shared/domain/notice.ts';
import type { Computer } from './computer.ts';
import { statusOf, type Oracle } from './oracle.ts';
import { CLOCK_ERROR_MS } from './mode-judge.ts';
import { createContentJudge } from './content-judge.ts';
import type { StoredByService } from './service-process.ts';
import { createSpellJudge } from './spell-judge.ts';
import type { Timeline } from './timeline.ts';
import type { Verdict } from './verdict.ts';

export interface NoticeJudge {
  readonly painted: (index: number, notice: Notice) => void;
  readonly written: (index: number, changes: readonly RecordChange[]) => void;
  /** The disk did not take it. */
  readonly refused: (index: number, changes: readonly RecordChange[]) => void;
  /** Whether the service can be heard now, however badly, if only on waking: then what is true now may be known from here on. */
  readonly hears: (index: number, canHear: boolean) => void;
  /** What is true for it changed: some ends are not owed any more. */
  readonly changed: (index: number) => void;
  /** Another registration: nothing of the former counts. */
  readonly registered: (index: number, deviceId: string) => void;
  /** Started with a wrong wall clock and no time on its disk: until it is in touch, what is over may be to it what is now. */
  readonly timeLost: (index: number) => void;
  /** A damaged disk may have lost what it knew, and receipts. */
  readonly damaged: (index: number, kind: RecordKind) => void;
  /** When a person was last shown something, or it was kept that one was; null: never yet. */
  readonly lastToldMs: () => number | null;
  /** Everything has been well for a minute: nothing may be missing. */
  readonly check: (index: number, stored: StoredByService) => void;
}

interface Display {
  readonly notice: Notice;
  readonly life: number;
  /** The disk could not keep that it was decided: a new process does not know of it (N12, G22). */
  readonly isUnkept: boolean;
}

/** What one registration was shown and has kept. */
interface Story {
  readonly deviceId: string;
  readonly displays: Display[];
  /** Notice id to kind and event, of those that are on disk as shown, and the first life that wrote it. */
  readonly marked: Map<string, { readonly what: string; readonly life: number }>;
  /** Notice id to the run that it says was missed: event, start, end. */
  readonly missed: Map<string, string>;
  /** Events whose end has to be told, because their start was. */
  readonly owed: Set<string>;
  /** Events of which the service could have told it before they were over. */
  readonly knowable: Set<string>;
  isDamaged: boolean;
  hasLostTime: boolean;
}

interface JudgeNeeds {
  readonly timeline: Timeline;
  readonly oracle: Oracle;
  readonly computers: readonly Computer[];
  readonly verdict: Verdict;
  readonly isInformed: (index: number) => boolean;
}

/** Judged by rules, too, that have not held for a thousand seeds yet: a rule that promises too much would break CI by chance. */
const ON_PROBATION = process.env['CONTINUITY_SIM_PROBATION'] === '1';

/** Several notices at once are shown one after the other. */
const QUEUE_MS = 10 * SECOND_MS;

export function createNoticeJudge(needs: JudgeNeeds): NoticeJudge {
  const { timeline, oracle, computers, verdict } = needs;
  const stories = new Map<number, Story>();
  let lastToldMs: number | null = null;
  const judgeContent = createContentJudge(needs);
  const spells = ON_PROBATION ? createSpellJudge(needs) : null;
  const startWasShown = ({ displays }: Story, eventId: string): boolean =>
    displays.some(({ notice }) => notice.kind === 'start' && notice.eventId === eventId);

  /** What it takes for over or to come may be now. */
  const isTimeless = (index: number, story: Story): boolean => story.hasLostTime && !needs.isInformed(index);
  const judgeStart = (index: number, story: Story, { eventId, text }: Notice): void => {
    if (!story.knowable.has(eventId) && !isTimeless(index, story)) {
      verdict.fail(
        'G9',
        `computer ${index} showed the start "${text}" of an event that was over before it could know of it`,
      );
    }
    const nowMs = timeline.nowMs();
    const about = [nowMs + CLOCK_ERROR_MS, nowMs, nowMs - CLOCK_ERROR_MS, nowMs - QUEUE_MS];
    const isTrue = about.some((atMs) => oracle.inForce(index, atMs).includes(eventId));
    if (needs.isInformed(index) && !isTrue) {
      verdict.fail('G8', `computer ${index} showed the start "${text}" of an event that it is not in`);
    }
    if (oracle.isConcerned(index, eventId)) story.owed.add(eventId);
  };
  const judgeEnd = (index: number, story: Story, { eventId, text }: Notice): void => {
    if (!startWasShown(story, eventId))
      verdict.fail('G8', `computer ${index} showed the end "${text}" of an event without its start`);
  };
  /** What was shown of a start is taken back: by what the device knew, or took the time to be, which may have been wrong. */
  const judgeLeft = (index: number, story: Story, { eventId }: Notice): void => {
    const event = oracle.events.get(eventId);
    if (isTimeless(index, story) || (event !== undefined && statusOf(event, timeline.nowMs()) === 'pending'))
      story.owed.delete(eventId);
  };
  const lifeOf = (index: number): number => computers[index]?.life() ?? 0;
  /** Its process died between paint and mark: the next one does not know that it was on screen (G17, "only if"). */
  const isLost = (index: number, story: Story, { notice, life }: Display): boolean =>
    life < lifeOf(index) && (story.marked.get(notice.id)?.life ?? Infinity) > life;

  const judgeTwice = (index: number, story: Story, notice: Notice): void => {
    const isSame = ({ notice: other }: Display): boolean =>
      other.kind === notice.kind &&
      other.eventId === notice.eventId &&
      (notice.kind === 'end' || other.text === notice.text);
    for (const earlier of story.displays.filter(isSame)) {
      const isExcused = notice.repeated || earlier.isUnkept;
      if (isExcused && isLost(index, story, earlier)) continue;
      verdict.fail('G17', `computer ${index} showed "${notice.kind} ${notice.text}" twice`);
    }
  };

  const judgeMissed = (index: number, story: Story, notice: Notice): void => {
    // An event that was moved afterwards runs again, and may be missed again.
    const run = `${notice.eventId} ${notice.start} ${notice.end ?? ''}`;
    const isSecond = [...story.missed].some(([id, other]) => other === run && id !== notice.id);
    story.missed.set(notice.id, run);
    if (isSecond) verdict.fail('G9', `computer ${index} says twice that it missed an event`);
    const started = story.displays.some(
      (one) =>
        one.notice.kind === 'start' && one.notice.eventId === notice.eventId && !isLost(index, story, one),
    );
    story.owed.delete(notice.eventId);
    if (started) verdict.fail('G9', `computer ${index} says that it missed an event whose start it showed`);
  };

  const checkStarts = (index: number, story: Story): void => {
    const nowMs = timeline.nowMs();
    const before = new Set(oracle.inForce(index, nowMs - QUEUE_MS));
    for (const eventId of oracle.inForce(index, nowMs).filter((id) => before.has(id))) {
      const text = oracle.events.get(eventId)?.startMessage;
      const isShown = story.displays.some(
        ({ notice }) => notice.kind === 'start' && notice.eventId === eventId && notice.text === text,
      );
      if (!isShown) verdict.fail('G17', `computer ${index} never showed the start "${text ?? ''}"`);
    }
  };
  const checkEnds = (index: number, story: Story): void => {
    for (const eventId of story.owed) {
      const event = oracle.events.get(eventId);
      if (event === undefined || statusOf(event, timeline.nowMs() - QUEUE_MS) !== 'expired') continue;
      const isShown = story.displays.some(
        ({ notice }) => notice.kind === 'end' && notice.eventId === eventId,
      );
      if (!isShown) verdict.fail('G17', `computer ${index} never showed the end "${event.endMessage}"`);
      story.owed.delete(eventId);
    }
  };
  const checkReceipts = (index: number, story: Story, { receipts }: StoredByService): void => {
    if (story.isDamaged) return;
    const told = receipts.filter(({ deviceId }) => deviceId === story.deviceId);
    const counts = new Map<string, number>();
    for (const { what } of story.marked.values()) counts.set(what, (counts.get(what) ?? 0) + 1);
    for (const { kind, eventId } of told) {
      counts.set(`${kind} ${eventId}`, (counts.get(`${kind} ${eventId}`) ?? 0) - 1);
    }
    // Told without being kept, and shown and told again by a process that could not know of it.
    for (const { notice } of story.displays.filter((one) => isLost(index, story, one))) {
      const what = `${notice.kind} ${notice.eventId}`;
      if ((counts.get(what) ?? 0) < 0) counts.set(what, (counts.get(what) ?? 0) + 1);
    }
    for (const [what, missing] of counts) {
      if (missing > 0)
        verdict.fail('receipts', `the service has ${missing} too few for "${what}" of computer ${index}`);
      if (missing < 0)
        verdict.fail('receipts', `the service has ${-missing} too many for "${what}" of computer ${index}`);
    }
  };

  return {
    painted(index, notice) {
      lastToldMs = timeline.nowMs();
      const story = stories.get(index);
      if (story === undefined) return;
      if (notice.kind === 'missed')
        verdict.fail('G9', `computer ${index} made a notification of a quiet line`);
      if (notice.kind === 'start' || notice.kind === 'end') judgeTwice(index, story, notice);
      if (notice.kind === 'start') judgeStart(index, story, notice);
      if (notice.kind === 'end') judgeEnd(index, story, notice);
      if (notice.kind === 'left') judgeLeft(index, story, notice);
      judgeContent(index, notice, startWasShown(story, notice.eventId));
      spells?.shown(index, notice);
      const isUnkept = computers[index]?.disk.isDoubtful() === true;
      story.displays.push({ notice, life: lifeOf(index), isUnkept });
    },
    written(index, changes) {
      const story = stories.get(index);
      if (story === undefined) return;
      for (const notice of shownAmong(changes)) {
        lastToldMs = timeline.nowMs();
        if (notice.kind === 'missed') {
          judgeMissed(index, story, notice);
          spells?.shown(index, notice);
        }
        const life = story.marked.get(notice.id)?.life ?? lifeOf(index);
        story.marked.set(notice.id, { what: `${notice.kind} ${notice.eventId}`, life });
      }
    },
    refused(index, changes) {
      spells?.excused(index);
      const story = stories.get(index);
      // Shown by being there, and told of at once, by a process that may die with it.
      for (const notice of shownAmong(changes).filter(({ kind }) => kind === 'missed'))
        if (story?.displays.some((one) => one.notice.id === notice.id) === false)
          story.displays.push({ notice, life: lifeOf(index), isUnkept: true });
    },
    hears(index, canHear) {
      const story = stories.get(index);
      spells?.hears(index, canHear, (eventId) => story?.knowable.has(eventId) === true);
      if (!canHear) return;
      for (const [eventId, event] of oracle.events) {
        if (statusOf(event, timeline.nowMs()) !== 'expired') story?.knowable.add(eventId);
      }
    },
    changed(index) {
      spells?.changed(index);
      const owed = stories.get(index)?.owed ?? new Set();
      for (const eventId of owed) {
        const event = oracle.events.get(eventId);
        const isOver = event === undefined || statusOf(event, timeline.nowMs()) === 'pending';
        if (isOver || !oracle.isConcerned(index, eventId)) owed.delete(eventId);
      }
    },
    registered(index, deviceId) {
      spells?.registered(index);
      stories.set(index, {
        ...{
          deviceId,
          displays: [],
          marked: new Map(),
          missed: new Map(),
          owed: new Set(),
          knowable: new Set(),
          isDamaged: false,
          hasLostTime: false,
        },
      });
    },
    timeLost(index) {
      spells?.excused(index);
      const story = stories.get(index);
      if (story !== undefined) story.hasLostTime = true;
    },
    damaged(index, kind) {
      spells?.excused(index);
      const story = stories.get(index);
      if (story !== undefined && kind === 'receipt') story.isDamaged = true;
    },
    lastToldMs: () => lastToldMs,
    check(index, stored) {
      const story = stories.get(index);
      if (story === undefined) return;
      checkStarts(index, story);
      checkEnds(index, story);
      checkReceipts(index, story, stored);
      const known = story.displays.filter((one) => !isLost(index, story, one)).map(({ notice }) => notice.id);
      spells?.check(index, (noticeId) => !known.includes(noticeId) && !story.marked.has(noticeId));
    },
  };
}

function shownAmong(changes: readonly RecordChange[]): readonly Notice[] {
  return changes
    .filter(({ kind }) => kind === 'notice')
    .flatMap(({ value }) => {
      const { data } = noticeSchema.safeParse(value);
      return data === undefined || data.shownAt === null ? [] : [data];
    });
}
