/** npm run sim: simulates one seed or many, and prints the shortest script of each that breaks a rule. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { runSeeds, shareOut, sizeOf, type Seeds } from './run-seeds.ts';
import { FAULTS, type Fault } from './misfortunes.ts';
import { USUAL_SIZE } from './simulate.ts';

interface Flags {
  readonly seed?: number;
  readonly seeds: number;
  readonly from: number;
  readonly devices: number;
  readonly days: number;
  readonly shrink: boolean;
  readonly stop: boolean;
  readonly jobs: number;
  readonly report?: string;
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
  .addOption(new Option('--seed <n>', 'this seed alone').argParser(whole).conflicts(['seeds', 'jobs']))
  .option('--seeds <n>', 'how many seeds', atLeastOne, 10)
  .option('--from <n>', 'the first of them', whole, 1)
  .option('--devices <n>', 'computers', atLeastOne, USUAL_SIZE.computers)
  .option('--days <n>', 'virtual days', atLeastOne, USUAL_SIZE.days)
  .option('--faults <kinds>', `these alone, with commas between: ${FAULTS.join(', ')}`, kinds)
  .option('--no-shrink', 'do not look for the shortest script')
  .option('--stop', 'end with the first seed that fails', false)
  .option('--jobs <n>', 'processes that share the seeds', atLeastOne, 1)
  .option('--report <file>', 'writes how many passed and failed, as JSON')
  .addHelpText('after', '\nExit code 0 when every rule held, 1 when one broke, 2 on bad usage.')
  .allowExcessArguments(false)
  .exitOverride();

function seedsOf(flags: Flags): Seeds {
  const { seed, devices: computers, days, shrink, stop, faults } = flags;
  return {
    ...{ computers, days, shrink, stop },
    first: seed ?? flags.from,
    count: seed === undefined ? flags.seeds : 1,
    ...(faults === undefined ? {} : { faults }),
  };
}

/** What each of the processes is told besides its seeds. */
function sharedFlags({ computers, days, shrink, stop, faults }: Seeds): readonly string[] {
  return [
    ...['--devices', String(computers), '--days', String(days)],
    ...(shrink ? [] : ['--no-shrink']),
    ...(stop ? ['--stop'] : []),
    ...(faults === undefined ? [] : ['--faults', faults.join()]),
  ];
}

async function main(flags: Flags): Promise<number> {
  const seeds = seedsOf(flags);
  const tally =
    flags.jobs === 1
      ? await runSeeds(seeds)
      : await shareOut(fileURLToPath(import.meta.url), flags.jobs, seeds, sharedFlags(seeds));
  const { steps, passed, failed } = tally;
  if (process.send !== undefined) {
    process.send(tally);
    process.disconnect();
    return 0;
  }
  if (flags.report !== undefined) writeFileSync(flags.report, JSON.stringify({ passed, failed, skipped: 0 }));
  const last = seeds.first + seeds.count - 1;
  console.log(`seeds ${seeds.first}-${last}, ${sizeOf(seeds)}: ${steps} steps, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(program.parse().opts<Flags>());
} catch (failure) {
  if (!(failure instanceof CommanderError)) throw failure;
  process.exitCode = failure.exitCode === 0 ? 0 : 2;
}
