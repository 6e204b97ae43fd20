/** What cells mean: several values in one, yes and no. */
import type { FieldProblem } from '../refusal.ts';

/** Separated by semicolons; an empty cell has none. */
export function valuesOf(cell: string): string[] {
  return cell.split(';').flatMap((value) => {
    const trimmed = value.trim();
    return trimmed === '' ? [] : [trimmed];
  });
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

/** null: it says neither. */
export function flagOf(cell: string): boolean | null {
  return FLAGS.get(cell.trim().toLowerCase()) ?? null;
}

export function notAFlag(column: string): FieldProblem {
  return { pointer: `/${column}`, code: 'not-a-flag', message: 'must be true or false' };
}
