/** Simulates a seed; where a rule breaks, finds the shortest script that breaks it and writes it for a person to read. */
import { lineOf } from './action.ts';
import type { Simulator } from './places.ts';
import type { Outcome } from './run.ts';
import type { Fault } from './misfortunes.ts';
import { createScript } from './script.ts';
import type { Size } from './size.ts';
import { shrink } from './shrink.ts';

export interface Report {
  readonly outcome: Outcome;
  /** Empty when nothing broke. */
  readonly lines: readonly string[];
}

/** As CI runs them: fast enough for hundreds of seeds. */
export const USUAL_SIZE: Size = { computers: 20, days: 7 };

export async function simulate(
  simulator: Simulator,
  seed: number,
  size: Size,
  { shrink: isShrinking, faults }: { readonly shrink: boolean; readonly faults?: readonly Fault[] },
): Promise<Report> {
  const script = createScript(seed, size, faults);
  const outcome = await simulator.run(script);
  if (outcome.violation === null) return { outcome, lines: [] };
  const said = [outcome.violation.message, `again: ${commandFor(seed, size, faults)}`];
  if (!isShrinking) return { outcome, lines: said };
  const { script: shown, effort } = await shrink(script, outcome, simulator.run);
  const trail = await trailOf(simulator, shown);
  return { outcome, lines: [...said, effort, ...shown.actions.map(lineOf), ...trail] };
}

function commandFor(seed: number, { computers, days }: Size, faults?: readonly Fault[]): string {
  const only = faults === undefined ? '' : ` --faults ${faults.join()}`;
  return `npm run sim -- --seed ${seed} --devices ${computers} --days ${days}${only}`;
}

/** What the computer of the message did last, in the shortest script. */
const TRAIL_LINES = 15;

async function trailOf(
  simulator: Simulator,
  script: Parameters<Simulator['run']>[0],
): Promise<readonly string[]> {
  const trail: { readonly index: number; readonly line: string }[] = [];
  const { violation } = await simulator.run(script, (atMs, index, what) => {
    trail.push({ index, line: `  ${lineOf({ atMs, deed: { do: 'check' } }).replace(' check', '')} ${what}` });
  });
  const index = Number(/computer (\d+)/u.exec(violation?.message ?? '')?.[1] ?? -1);
  const own = trail.filter((one) => one.index === index).slice(-TRAIL_LINES);
  return [`what computer ${index} did then:`, ...own.map(({ line }) => line), violation?.message ?? ''];
}
