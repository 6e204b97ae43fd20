/** npm run sim:mutations: breaks a copy of the code in each way of the catalogue, and has the simulator find it. */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MUTATIONS, type Mutation } from './catalogue.ts';

const usage = `usage: npm run sim:mutations -- [NAME...]

Applies each mutation, or those named, to a copy of the code and simulates until a rule breaks.
Exit code 0 if every mutation was found, 1 if one survived, 2 on bad usage.`;

const root = path.resolve(import.meta.dirname, '../../..');
const ROOMS = [
  'electron',
  'service',
  'shared',
  'test',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
];
/** Few computers and days, many seeds: most faults show early, the rarest within thirty. */
const SIZE = ['--devices', '8', '--days', '2'];
const SEEDS = ['--seeds', '60', '--stop'];

function main(names: readonly string[]): number {
  if (names.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const known = new Set(MUTATIONS.map(({ name }) => name));
  if (!names.every((name) => known.has(name))) {
    console.error(usage);
    return 2;
  }
  const chosen = MUTATIONS.filter(({ name }) => names.length === 0 || names.includes(name));
  const folder = copyOfTheCode();
  try {
    const survivors = chosen.filter((mutation) => !isFound(folder, mutation));
    console.log(`mutations: ${chosen.length - survivors.length} found, ${survivors.length} survived`);
    return survivors.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyOfTheCode(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-mutations-'));
  for (const room of ROOMS) cpSync(path.join(root, room), path.join(folder, room), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return folder;
}

/** A rule breaks with the mutation, and holds for the same seed without it. */
function isFound(folder: string, { name, file, find, replace, faults }: Mutation): boolean {
  const target = path.join(folder, file);
  const original = readFileSync(target, 'utf8');
  if (original.split(find).length !== 2)
    throw new Error(`${name}: what is to be replaced is not once in ${file}`);
  const began = performance.now();
  writeFileSync(
    target,
    original.replace(find, () => replace),
  );
  const broken = simulate(folder, faults, SEEDS);
  writeFileSync(target, original);
  const [by = '', rule = ''] = broken.stdout.split('\n');
  const seed = /^FAILED seed=(\d+)/u.exec(by)?.[1];
  // 1 is a rule that broke; anything else is a mutation that does not even run.
  const isBroken = broken.status === 1 && seed !== undefined;
  const isWholeElse = isBroken && simulate(folder, faults, ['--seed', seed]).status === 0;
  const seconds = Math.round((performance.now() - began) / 1000);
  if (isWholeElse) console.log(`found    ${name} (${seconds} s) seed ${seed}: ${rule}`);
  else if (isBroken) console.log(`CONFUSED ${name}: seed ${seed} breaks a rule without it too: ${rule}`);
  else console.log(`SURVIVED ${name} (${seconds} s) ${broken.stderr.slice(0, 2000)}`);
  return isWholeElse;
}

function simulate(
  folder: string,
  faults: Mutation['faults'],
  which: readonly string[],
): SpawnSyncReturns<string> {
  const simulator = path.join(folder, 'test/simulation/main.ts');
  const args = ['--import', 'tsx', simulator, ...SIZE, ...which, '--no-shrink', '--faults', faults.join()];
  const env = { ...process.env, CONTINUITY_SIM_PROBATION: '1' };
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env });
}

process.exitCode = main(process.argv.slice(2));
