/** npm run sim: simulates one seed or many, and prints the shortest script of each that breaks a rule. */
import { execFileSync } from 'node:child_process';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { openSimulator } from './places.ts';
import { FAULTS, type Fault } from './script.ts';
import { simulate, USUAL_SIZE } from './simulate.ts';

interface Flags {
  readonly seed?: number;
  readonly seeds: number;
  readonly from: number;
  readonly devices: number;
  readonly days: number;
  readonly shrink: boolean;
  readonly stop: boolean;
  readonly faults?: readonly Fault[];
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('It has to be a whole number.');
  return value;
}

function atLeastOne(text: string): number {
  const value = whole(text);
  if (value < 1) throw new InvalidArgumentError('It has to be at least 1.');
  return value;
}

function kinds(text: string): readonly Fault[] {
  return text.split(',').map((name) => {
    const fault = FAULTS.find((known) => known === name);
    if (fault === undefined) throw new InvalidArgumentError(`There is no fault ${name}.`);
    return fault;
  });
}

const program = new Command('npm run sim --')
  .description('Simulates devices and the service in virtual time; the same seed is the same run.')
  .addOption(new Option('--seed <n>', 'this seed alone').argParser(whole).conflicts('seeds'))
  .option('--seeds <n>', 'how many seeds', atLeastOne, 10)
  .option('--from <n>', 'the first of them', whole, 1)
  .option('--devices <n>', 'computers', atLeastOne, USUAL_SIZE.computers)
  .option('--days <n>', 'virtual days', atLeastOne, USUAL_SIZE.days)
  .option('--faults <kinds>', `these alone, with commas between: ${FAULTS.join(', ')}`, kinds)
  .option('--no-shrink', 'do not look for the shortest script')
  .option('--stop', 'end with the first seed that fails', false)
  .addHelpText('after', '\nExit code 0 when every rule held, 1 when one broke, 2 on bad usage.')
  .allowExcessArguments(false)
  .exitOverride();

async function main(flags: Flags): Promise<number> {
  const { seed, seeds, from, devices, days, stop } = flags;
  const commit = commitNow();
  const first = seed ?? from;
  const last = seed ?? from + seeds - 1;
  const simulator = openSimulator();
  let broken = 0;
  let steps = 0;
  try {
    for (let number = first; number <= last && !(stop && broken > 0); number += 1) {
      const { outcome, lines } = await simulate(simulator, number, { computers: devices, days }, flags);
      steps += outcome.steps;
      if (outcome.violation === null) continue;
      broken += 1;
      console.log(`FAILED seed=${number} devices=${devices} days=${days} commit=${commit}`);
      for (const line of lines) console.log(line);
    }
  } finally {
    simulator.close();
  }
  console.log(
    `seeds ${first}-${last}, ${devices} devices, ${days} days, commit=${commit}: ${steps} steps, ${broken} failed`,
  );
  return broken === 0 ? 0 : 1;
}

function commitNow(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    // Not a repository: a copy of one, or an archive.
    return 'unknown';
  }
}

try {
  process.exitCode = await main(program.parse().opts<Flags>());
} catch (failure) {
  if (!(failure instanceof CommanderError)) throw failure;
  process.exitCode = failure.exitCode === 0 ? 0 : 2;
}
