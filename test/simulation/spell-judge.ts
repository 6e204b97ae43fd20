/** Judges that people are told when a device left an event, is kept out of it by its profile, or missed it: when it is so, and only then (product 3, G9, G13). */
import { MINUTE_MS } from '../../shared/domain/instant.ts';
import type { Notice, NoticeKind } from '../../shared/domain/notice.ts';
import { statusOf, type Oracle, type PlannedEvent } from './oracle.ts';
import type { Timeline } from './timeline.ts';
import type { Verdict } from './verdict.ts';

export interface SpellJudge {
  readonly registered: (index: number) => void;
  readonly shown: (index: number, notice: Notice) => void;
  /** What is true for it may have changed. */
  readonly changed: (index: number) => void;
  /** Whether the service can be heard now, however badly; `isKnowable`: it could hear of the event before. */
  readonly hears: (index: number, canHear: boolean, isKnowable: (eventId: string) => boolean) => void;
  /** Its disk or its time is not what it was: what it forgot is not held against this registration any more. */
  readonly excused: (index: number) => void;
  /** Everything has been well for a minute; `isLost`: a process died before it was kept that this was shown. */
  readonly check: (index: number, isLost: (noticeId: string) => boolean) => void;
}

type Part = 'in' | 'kept-out' | 'out';

/** What is true of one event for one registration, and what was said of it. */
interface Spell {
  event: PlannedEvent | undefined;
  part: Part;
  /** Whenever its plan or the computer's part in it was another. */
  readonly changesMs: number[];
  readonly said: { readonly kind: NoticeKind; readonly id: string; readonly atMs: number }[];
}

interface Story {
  readonly spells: Map<string, Spell>;
  /** Events that ran while it could not hear, as they were then. */
  readonly unheard: Map<string, PlannedEvent>;
  /** null: it can hear, or never could. */
  deafSinceMs: number | null;
  /** Before the first contact of a registration nothing was missed (N5). */
  wasInTouch: boolean;
  isExcused: boolean;
}

interface Needs {
  readonly timeline: Timeline;
  readonly oracle: Oracle;
  readonly verdict: Verdict;
  readonly isInformed: (index: number) => boolean;
}

export function createSpellJudge({ timeline, oracle, verdict, isInformed }: Needs): SpellJudge {
  const stories = new Map<number, Story>();

  /** But for the time. */
  const partOf = (index: number, eventId: string): Part => {
    if (oracle.isConcerned(index, eventId)) return 'in';
    return oracle.isKeptOut(index, eventId) ? 'kept-out' : 'out';
  };
  const spellOf = (index: number, { spells }: Story, eventId: string): Spell => {
    const [event, part] = [oracle.events.get(eventId), partOf(index, eventId)];
    const spell = spells.get(eventId) ?? { event, part, changesMs: [timeline.nowMs()], said: [] };
    spells.set(eventId, spell);
    if (spell.event !== event || spell.part !== part) spell.changesMs.push(timeline.nowMs());
    spell.event = event;
    spell.part = part;
    return spell;
  };
  const isCurrent = ({ event }: Spell, atMs: number): boolean =>
    event !== undefined && statusOf(event, atMs) === 'current';
  /** Nothing of it was otherwise in the minute before, by deed or by time, nor will be at once: its clock may be a little fast. */
  const isSteady = ({ event, changesMs }: Spell, atMs: number): boolean => {
    const fromMs = atMs - MINUTE_MS;
    const isNear = (instantMs: number | null | undefined): boolean =>
      instantMs !== null &&
      instantMs !== undefined &&
      instantMs > fromMs &&
      instantMs < timeline.nowMs() + MINUTE_MS;
    return !isNear(event?.startMs) && !isNear(event?.endMs) && !isNear(changesMs.at(-1));
  };
  const judgeTruth = (index: number, spell: Spell, { kind, at, description }: Notice): void => {
    if (!isInformed(index) || !isSteady(spell, Date.parse(at))) return;
    const nowMs = timeline.nowMs();
    if (kind === 'left' && spell.part === 'in' && isCurrent(spell, nowMs))
      verdict.fail('G13', `computer ${index} said that it left an event that it is in (${description})`);
    if (kind === 'blocked' && !(spell.part === 'kept-out' && isCurrent(spell, nowMs)))
      verdict.fail('blocked', `computer ${index} said that it is kept out, and is not (${description})`);
  };
  /** Each needs something that has become otherwise since it was in, or since it heard of it. */
  const judgeOften = (index: number, spell: Spell, { kind, description }: Notice): void => {
    const start = spell.said.find((one) => one.kind === 'start');
    const fromMs = kind === 'left' && start !== undefined ? start.atMs - MINUTE_MS : -Infinity;
    const times = spell.said.filter((one) => one.kind === kind).length;
    // Its end, too, may be heard of late, and as something else.
    const changes = spell.changesMs.filter((atMs) => atMs > fromMs).length + 1;
    if (times > changes)
      verdict.fail(kind, `computer ${index} said ${times} times "${kind}" of one event (${description})`);
  };

  const checkSpell = (index: number, spell: Spell, isLost: (noticeId: string) => boolean): void => {
    const nowMs = timeline.nowMs();
    if (!isSteady(spell, nowMs)) return;
    const { event, part, said } = spell;
    const last = said.findLast(({ id }) => !isLost(id))?.kind;
    const isOver = event !== undefined && statusOf(event, nowMs) === 'expired';
    const isIn = part === 'in' && isCurrent(spell, nowMs);
    if (last === 'start' && !isIn && !isOver)
      verdict.fail('G13', `computer ${index} never said that it left "${event?.startMessage ?? 'it'}"`);
    if (part === 'kept-out' && isCurrent(spell, nowMs) && last !== 'blocked' && last !== 'left')
      verdict.fail(
        'blocked',
        `computer ${index} never said that its profile keeps it out of "${event?.startMessage ?? ''}"`,
      );
  };
  const checkUnheard = (index: number, story: Story): void => {
    for (const [eventId, event] of story.unheard) {
      const { said, part } = spellOf(index, story, eventId);
      if (oracle.events.get(eventId) !== event || part !== 'in' || said.length > 0) continue;
      verdict.fail('G9', `computer ${index} says nothing of an event that it missed: ${event.startMessage}`);
    }
    story.unheard.clear();
  };
  /** What began and ended while it was deaf. */
  const noteUnheard = (index: number, story: Story, isKnowable: (eventId: string) => boolean): void => {
    const { deafSinceMs } = story;
    if (deafSinceMs === null) return;
    for (const [eventId, event] of oracle.events) {
      const { startMs, endMs } = event;
      if (isKnowable(eventId) || endMs === null || endMs <= startMs || endMs > timeline.nowMs()) continue;
      if (startMs > deafSinceMs && spellOf(index, story, eventId).part === 'in')
        story.unheard.set(eventId, event);
    }
  };

  return {
    registered(index) {
      stories.set(index, {
        ...{ spells: new Map(), unheard: new Map(), deafSinceMs: null, wasInTouch: false, isExcused: false },
      });
    },
    shown(index, notice) {
      const story = stories.get(index);
      if (story === undefined) return;
      const spell = spellOf(index, story, notice.eventId);
      const isNew = !spell.said.some(({ id }) => id === notice.id);
      spell.said.push({ kind: notice.kind, id: notice.id, atMs: Date.parse(notice.at) });
      if (story.isExcused || notice.repeated || !isNew) return;
      judgeTruth(index, spell, notice);
      if (notice.kind === 'left' || notice.kind === 'blocked') judgeOften(index, spell, notice);
    },
    changed(index) {
      const story = stories.get(index);
      if (story === undefined) return;
      for (const eventId of new Set([...oracle.events.keys(), ...story.spells.keys()])) {
        const { part } = spellOf(index, story, eventId);
        // Whether it was still for it when it heard of it, nobody can say.
        if (part !== 'in') story.unheard.delete(eventId);
      }
    },
    hears(index, canHear, isKnowable) {
      const story = stories.get(index);
      if (story === undefined) return;
      story.wasInTouch ||= isInformed(index);
      if (canHear) noteUnheard(index, story, isKnowable);
      const isDeaf = !canHear && story.wasInTouch;
      story.deafSinceMs = isDeaf ? (story.deafSinceMs ?? timeline.nowMs()) : null;
    },
    excused(index) {
      const story = stories.get(index);
      if (story !== undefined) story.isExcused = true;
    },
    check(index, isLost) {
      const story = stories.get(index);
      if (story === undefined || story.isExcused) return;
      for (const eventId of [...oracle.events.keys(), ...story.spells.keys()])
        checkSpell(index, spellOf(index, story, eventId), isLost);
      checkUnheard(index, story);
    },
  };
}
