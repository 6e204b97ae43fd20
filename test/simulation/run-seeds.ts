/** Simulates many seeds, one after the other or shared out among processes, and prints what each that fails has to say. */
import { execFileSync, fork } from 'node:child_process';
import { openSimulator } from './places.ts';
import type { Fault } from './misfortunes.ts';
import type { Size } from './size.ts';
import { simulate } from './simulate.ts';

export interface Seeds extends Size {
  readonly first: number;
  readonly count: number;
  readonly faults?: readonly Fault[];
  readonly shrink: boolean;
  /** Ends with the first seed that fails. */
  readonly stop: boolean;
}

export interface Tally {
  readonly steps: number;
  readonly passed: number;
  readonly failed: number;
}

export async function runSeeds(seeds: Seeds): Promise<Tally> {
  const simulator = openSimulator();
  let steps = 0;
  let passed = 0;
  let failed = 0;
  try {
    for (let seed = seeds.first; seed < seeds.first + seeds.count; seed += 1) {
      const { outcome, lines } = await simulate(simulator, seed, seeds, seeds);
      steps += outcome.steps;
      if (outcome.violation === null) passed += 1;
      else {
        failed += 1;
        // In one piece: other processes print too.
        console.log([`FAILED seed=${seed} ${sizeOf(seeds)}`, ...lines].join('\n'));
        if (seeds.stop) break;
      }
    }
  } finally {
    simulator.close();
  }
  return { steps, passed, failed };
}

/** `program` simulates the seeds from --from on, so many as --seeds says, and sends its tally. */
export async function shareOut(
  program: string,
  jobs: number,
  seeds: Seeds,
  flags: readonly string[],
): Promise<Tally> {
  const shares = Array.from({ length: Math.min(jobs, seeds.count) }, (_, index) => {
    const from = Math.floor((index * seeds.count) / jobs);
    return { first: seeds.first + from, count: Math.floor(((index + 1) * seeds.count) / jobs) - from };
  });
  const tallies = await Promise.all(
    shares.map(({ first, count }) =>
      tallyOf(program, [...flags, '--from', String(first), '--seeds', String(count)]),
    ),
  );
  return tallies.reduce((sum, { steps, passed, failed }) => ({
    steps: sum.steps + steps,
    passed: sum.passed + passed,
    failed: sum.failed + failed,
  }));
}

function tallyOf(program: string, args: readonly string[]): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const child = fork(program, args);
    let tally: Tally | null = null;
    child.on('message', (message) => {
      tally = message as Tally;
    });
    child.on('exit', (code, signal) => {
      if (tally === null) reject(new Error(`${program} ${args.join(' ')} ended by ${code ?? signal ?? ''}`));
      else resolve(tally);
    });
  });
}

export function sizeOf({ computers, days }: Size): string {
  return `devices=${computers} days=${days} commit=${commitNow()}`;
}

function commitNow(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    // Not a repository: a copy of one, or an archive.
    return 'unknown';
  }
}
