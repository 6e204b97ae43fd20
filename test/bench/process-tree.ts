/** What a process and its children cost, as Linux counts it. */
import { readFileSync, readdirSync } from 'node:fs';
import { BenchSkipped } from './figure.ts';

/** The scheduler's clock tick on Linux. */
const tickMs = 10;

export interface TreeCost {
  readonly processes: number;
  readonly cpuMs: number;
  /** Proportional set size: shared pages are counted once, not once a process. */
  readonly pssMb: number;
}

export function treeCost(pid: number): TreeCost {
  if (process.platform !== 'linux')
    throw new BenchSkipped('processes are measured through /proc, on Linux only');
  const pids = [...descendants(pid, parents())];
  return {
    processes: pids.length,
    cpuMs: pids.reduce((sum, each) => sum + cpuMsOf(each), 0),
    pssMb: pids.reduce((sum, each) => sum + pssMbOf(each), 0),
  };
}

function parents(): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : null;
    if (stat !== null) found.set(Number(name), Number(fieldsOf(stat)[1]));
  }
  return found;
}

function* descendants(pid: number, parentOf: ReadonlyMap<number, number>): Generator<number> {
  yield pid;
  for (const [child, parent] of parentOf) if (parent === pid) yield* descendants(child, parentOf);
}

function cpuMsOf(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) return 0;
  const fields = fieldsOf(stat);
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

function pssMbOf(pid: number): number {
  const pss = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
  return Number(pss ?? 0) / 1024;
}

/** From the state on: the name before it may contain anything. */
function fieldsOf(stat: string): readonly string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** A process may end while it is looked at. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
