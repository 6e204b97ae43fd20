/** From what an administrator entered as a time to an instant, or the choices where a local time is none or two (product 1, G6). */
import { fromMs, toMs, type Instant } from '../../shared/domain/instant.ts';
import { resolveLocal, type LocalChoice, type LocalResolution } from '../../shared/domain/time-zone.ts';
import type { TimeInput } from '../../shared/http/continuity-events.ts';
import type { PlainProblemName } from '../../shared/http/problem-names.ts';
import { ok, refused, type Result } from '../../shared/lib/result.ts';
import type { FieldProblem, TimeChoice } from '../refusal.ts';

/** Instants are written with four digits of a year. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** `zone` must be valid. */
export function resolveTime(
  pointer: '/start' | '/end',
  input: TimeInput,
  zone: string,
): Result<Instant, FieldProblem> {
  if (typeof input === 'string') return inRange(pointer, toMs(input));
  const resolution = resolveLocal(input.local, zone);
  const offset = input.offset === undefined || input.offset !== 'Z' ? input.offset : '+00:00';
  const refuse = (
    code: PlainProblemName,
    message: string,
    choices: readonly LocalChoice[],
  ): Result<Instant, FieldProblem> =>
    refused({
      pointer,
      code,
      message,
      ...(choices.length > 0 ? { choices: choices.map((choice) => told(choice)) } : {}),
    });
  switch (resolution.kind) {
    case 'not-a-time':
      return refuse('not-a-time', 'must be a local time like 2026-11-23T09:00', []);
    case 'gap':
      return refuse('local-time-does-not-exist', 'the clocks skip this time: choose one of the nearest two', [
        resolution.before,
        resolution.after,
      ]);
    case 'unique':
    case 'ambiguous': {
      const choices = choicesOf(resolution);
      const fitting = choices.filter((choice) => offset === undefined || choice.offset === offset);
      const [only, second] = fitting;
      if (only === undefined) return refuse('offset-does-not-fit', 'is not the offset of this time', choices);
      if (second === undefined) return inRange(pointer, only.atMs);
      return refuse('local-time-is-ambiguous', 'the clocks show this time twice: choose an offset', choices);
    }
  }
}

function choicesOf(
  resolution: Extract<LocalResolution, { kind: 'unique' | 'ambiguous' }>,
): readonly LocalChoice[] {
  return resolution.kind === 'unique' ? [resolution.choice] : [resolution.earlier, resolution.later];
}

function told({ local, offset, atMs }: LocalChoice): TimeChoice {
  return { local, offset, at: fromMs(atMs) };
}

/** Also used for an extension, which can lead beyond the calendar. */
export function inRange(pointer: string, atMs: number): Result<Instant, FieldProblem> {
  if (atMs >= FIRST_MS && atMs <= LAST_MS) return ok(fromMs(atMs));
  return refused({ pointer, code: 'beyond-calendar', message: 'must lie in the years 1 to 9999' });
}
