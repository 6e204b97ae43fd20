/** Runs one target for a time: makes inputs, keeps those that reach new code, and tells what broke. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Coverage } from './coverage.ts';
import type { FuzzTarget, OpenTarget } from './fuzz-target.ts';
import { createInputs } from './inputs.ts';
import { createRandom } from './random.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';

export interface Finding {
  readonly message: string;
  /** The input, in a file. */
  readonly reproducer: string;
}

export interface RunSummary {
  readonly executions: number;
  readonly blocks: number;
  readonly kept: number;
  readonly findings: readonly Finding[];
}

export interface RunOptions {
  readonly name: string;
  readonly target: FuzzTarget;
  readonly coverage: Coverage;
  readonly seed: number;
  readonly durationMs: number;
  /** Run before the target's seeds, each once, however long it takes. */
  readonly first: readonly Uint8Array[];
  readonly findingsFolder: string;
}

/** Asking V8 takes tens to hundreds of milliseconds, so it is asked once for all inputs of so long, and of so many times that. */
const BATCH_MS = 400;
const ASKING_SHARE = 10;
/** All inputs of a batch are in memory. */
const MAX_BATCH = 20_000;
/** Each costs a dozen questions to V8; one alone would let what a batch reaches besides it be forgotten. */
const MAX_KEPT_OF_BATCH = 4;
const MAX_FINDINGS = 20;
/** What the heap may grow by over a run, of the harness' own 64 MB of inputs and all. */
const MAX_GROWTH_BYTES = 768 * 1024 * 1024;

export async function runTarget(options: RunOptions): Promise<RunSummary> {
  const { name, target, findingsFolder } = options;
  const opened = await target.open();
  const watchdog = startWatchdog(path.join(findingsFolder, name, `hang-${options.seed}.bin`));
  try {
    return await fuzz(options, opened, watchdog);
  } finally {
    await watchdog.stop();
    await opened.close();
  }
}

async function fuzz(options: RunOptions, opened: OpenTarget, watchdog: Watchdog): Promise<RunSummary> {
  const { target, coverage, seed, durationMs } = options;
  const inputs = createInputs(target, createRandom(seed));
  const findings = new Map<string, Finding>();
  const stray = watchStray();
  const tryOne = async (input: Uint8Array): Promise<void> => {
    watchdog.begin(input);
    const failure = (await failureOf(opened, input)) ?? stray.take();
    watchdog.end();
    if (failure !== null) note(findings, options, input, failure);
  };
  const seen = new Set<string>();
  const endsAt = performance.now() + durationMs;
  const heapAtStart = process.memoryUsage().heapUsed;
  let executions = options.first.length;
  let batchMs = BATCH_MS;
  for (const input of options.first) await tryOne(input);
  const waiting = [...target.seeds];
  while (performance.now() < endsAt && findings.size < MAX_FINDINGS) {
    const batch: Uint8Array[] = [];
    const batchEndsAt = performance.now() + batchMs;
    while (performance.now() < batchEndsAt && batch.length < MAX_BATCH) {
      const input = waiting.shift() ?? inputs.next();
      batch.push(input);
      await tryOne(input);
    }
    executions += batch.length;
    const askedAt = performance.now();
    const fresh = newBlocks(coverage, seen);
    batchMs = Math.max(BATCH_MS, ASKING_SHARE * (performance.now() - askedAt));
    for (let left = MAX_KEPT_OF_BATCH; left > 0 && fresh.size > 0; left -= 1) {
      const input = await findWhoReached(fresh, batch, tryOne, coverage);
      if (input === null) break;
      inputs.keep(input);
    }
    if (heapInUse(heapAtStart + MAX_GROWTH_BYTES) > heapAtStart + MAX_GROWTH_BYTES)
      note(findings, options, batch.at(-1) ?? new Uint8Array(), new Error('memory grows without bound'));
  }
  stray.stop();
  return { executions, blocks: seen.size, kept: inputs.kept(), findings: [...findings.values()] };
}

/** What is alive; garbage counts only as long as it is below the limit, because looking for it takes time. */
function heapInUse(limit: number): number {
  const { heapUsed } = process.memoryUsage();
  if (heapUsed <= limit) return heapUsed;
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

async function failureOf({ run }: OpenTarget, input: Uint8Array): Promise<unknown> {
  try {
    await run(input);
    return null;
  } catch (error) {
    return error ?? new Error('threw nothing');
  }
}

/** Errors that reach nobody: in the product each would end the process. */
function watchStray(): { readonly take: () => unknown; readonly stop: () => void } {
  let stray: unknown = null;
  const caught = (error: unknown): void => {
    stray = error;
  };
  process.on('uncaughtException', caught);
  process.on('unhandledRejection', caught);
  return {
    take: () => {
      const taken = stray;
      stray = null;
      return taken;
    },
    stop: () => {
      process.off('uncaughtException', caught);
      process.off('unhandledRejection', caught);
    },
  };
}

function newBlocks(coverage: Coverage, seen: Set<string>): Set<string> {
  const fresh = new Set([...coverage.take()].filter((block) => !seen.has(block)));
  for (const block of fresh) seen.add(block);
  return fresh;
}

/**
 * Halves the batch until one input is left that reaches one of the blocks, and takes from them all that it reaches;
 * null when none does again.
 */
async function findWhoReached(
  fresh: Set<string>,
  batch: readonly Uint8Array[],
  tryOne: (input: Uint8Array) => Promise<void>,
  coverage: Coverage,
): Promise<Uint8Array | null> {
  const reachedBy = async (inputs: readonly Uint8Array[]): Promise<readonly string[]> => {
    for (const input of inputs) await tryOne(input);
    return [...coverage.take()].filter((block) => fresh.has(block));
  };
  let suspects = batch;
  while (suspects.length > 1) {
    const half = suspects.slice(0, suspects.length >> 1);
    suspects = (await reachedBy(half)).length > 0 ? half : suspects.slice(half.length);
  }
  const reached = await reachedBy(suspects);
  for (const block of reached) fresh.delete(block);
  return reached.length > 0 ? (suspects[0] ?? null) : null;
}

/** One finding for what fails alike: numbers in its message and the rest of its stack differ from input to input. */
function note(
  findings: Map<string, Finding>,
  { name, findingsFolder }: RunOptions,
  input: Uint8Array,
  failure: unknown,
): void {
  const message = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
  const [first = '', ...frames] = message.split('\n');
  const frame = frames.find((line) => line.trim().startsWith('at ')) ?? '';
  const kind = `${first.slice(0, 60)} ${frame}`.replaceAll(/\d+/g, '0');
  if (findings.has(kind)) return;
  const reproducer = path.join(findingsFolder, name, `${String(findings.size + 1)}-${Date.now()}.bin`);
  mkdirSync(path.dirname(reproducer), { recursive: true });
  writeFileSync(reproducer, input);
  findings.set(kind, { message, reproducer });
}
