/** A time as the form has it: a local date and time in the event's zone, or a saved instant until it is typed over (pure). */
import type { Instant } from '../../../../shared/domain/instant.ts';
import { toMs } from '../../../../shared/domain/instant.ts';
import { choiceAt, resolveLocal, type LocalChoice } from '../../../../shared/domain/time-zone.ts';
import type { TimeInput } from '../../../../shared/http/continuity-events.ts';

export interface DraftTime {
  /** As saved, to the millisecond; null once the person has typed. A change of the zone alone does not move it (STATES.md E5). */
  readonly savedAt: Instant | null;
  /** `2026-11-23` and `09:00`, as fields give them; they count where nothing is saved. */
  readonly date: string;
  readonly time: string;
  /** `+01:00`, where the person has said which of two is meant. */
  readonly offset: string | null;
}

export const NO_TIME: DraftTime = { savedAt: null, date: '', time: '', offset: null };

export function savedTime(at: Instant | null): DraftTime {
  return { ...NO_TIME, savedAt: at };
}

export type ResolvedTime =
  | { readonly kind: 'missing' }
  | { readonly kind: 'instant'; readonly atMs: number; readonly input: TimeInput }
  /** The clocks skip it: one of the nearest two is to be chosen. They show it twice: which is meant is to be said. */
  | { readonly kind: 'gap' | 'ambiguous'; readonly choices: readonly [LocalChoice, LocalChoice] };

/** `zone` must be valid. */
export function resolveTime(time: DraftTime, zone: string): ResolvedTime {
  const { savedAt, offset } = time;
  if (savedAt !== null) return { kind: 'instant', atMs: toMs(savedAt), input: savedAt };
  const local = `${time.date}T${time.time}`;
  const found = resolveLocal(local, zone);
  switch (found.kind) {
    case 'not-a-time':
      return { kind: 'missing' };
    case 'gap':
      return { kind: 'gap', choices: [found.before, found.after] };
    case 'unique':
      return { kind: 'instant', atMs: found.choice.atMs, input: { local } };
    case 'ambiguous': {
      const choices = [found.earlier, found.later] as const;
      const chosen = choices.find((choice) => choice.offset === offset);
      if (chosen === undefined) return { kind: 'ambiguous', choices };
      return { kind: 'instant', atMs: chosen.atMs, input: { local, offset: chosen.offset } };
    }
  }
}

/** What the fields show. */
export function shownTime(time: DraftTime, zone: string): Pick<DraftTime, 'date' | 'time'> {
  return time.savedAt === null ? time : splitLocal(choiceAt(toMs(time.savedAt), zone).local);
}

/** What the person typed into one of the two fields; the other stays as it was shown. */
export function typedTime(
  before: DraftTime,
  zone: string,
  typed: Partial<Pick<DraftTime, 'date' | 'time'>>,
): DraftTime {
  const { date, time } = shownTime(before, zone);
  return { ...NO_TIME, date, time, ...typed };
}

/** As the person chose one of the two. */
export function chosenTime({ local, offset }: LocalChoice): DraftTime {
  return { ...NO_TIME, ...splitLocal(local), offset };
}

function splitLocal(local: string): Pick<DraftTime, 'date' | 'time'> {
  const [date = '', time = ''] = local.split('T');
  return { date, time };
}
