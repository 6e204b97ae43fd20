/**
 * I1: accepting mail, and having it where it is looked for, beside the same library alone (one file and fsync each; parsed
 * and forgotten), Postfix to a maildir, and smtp-sink, which shows that the load is not what is measured. Servers take
 * turns in one run, each new, warmed and on one core, with the same ten sessions of the same load from the other core.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BenchSkipped, median, type Bench, type Figure } from './figure.ts';
import {
  bare,
  firstLine,
  LOAD_CORE,
  onCore,
  ours,
  postfix,
  sink,
  type StartMailServer,
} from './smtp-servers.ts';
import { sized } from './size.ts';

const MESSAGES = sized(1000, 20);
const ROUNDS = sized(5, 1);
/** A server that runs for weeks is compiled and warm. */
const WARMING = sized(300, 10);

const SERVERS = { sink, ours, fsync: bare('fsync'), parse: bare('parse'), postfix } as const satisfies Record<
  string,
  StartMailServer
>;
type Name = keyof typeof SERVERS;

interface Speed {
  /** Messages a second. */
  readonly accepted: number;
  readonly drained: number;
  /** Milliseconds of the server's processor time for each message; NaN where that is not known. */
  readonly acceptedCpu: number;
  readonly drainedCpu: number;
}

export const bench: Bench = {
  async run(print) {
    const speeds = new Map<Name, Speed[]>();
    for (let round = 0; round < ROUNDS; round += 1)
      for (const name of Object.keys(SERVERS) as Name[]) {
        const speed = await measure(SERVERS[name]).catch(skipped);
        if (speed !== null) speeds.set(name, [...(speeds.get(name) ?? []), speed]);
      }
    for (const [name, values] of speeds) tell(print, name, values);
    const ratio = (
      name: string,
      top: readonly [Name, keyof Speed],
      below: readonly [Name, keyof Speed],
    ): void => {
      const [over, under] = [valuesOf(speeds, top), valuesOf(speeds, below)];
      if (under.length === 0) return;
      const values = over.map((value, round) => value / (under[round] ?? NaN));
      print({
        goal: 'I1',
        name,
        value: rounded(median(values)),
        unit: 'ratio',
        of: { rounds: ROUNDS, messages: MESSAGES, values: values.map(rounded) },
      });
    };
    ratio('accepted, ours / the library with fsync', ['ours', 'accepted'], ['fsync', 'accepted']);
    ratio('searchable, ours / parsed only', ['ours', 'drained'], ['parse', 'accepted']);
    ratio('searchable, ours / Postfix to maildir', ['ours', 'drained'], ['postfix', 'drained']);
    // What else the machine does falls on these alike.
    ratio(
      'processor time, the library with fsync / accepted, ours',
      ['fsync', 'acceptedCpu'],
      ['ours', 'acceptedCpu'],
    );
    ratio('processor time, parsed only / searchable, ours', ['parse', 'acceptedCpu'], ['ours', 'drainedCpu']);
  },
};

function skipped(error: unknown): null {
  if (!(error instanceof BenchSkipped)) throw error;
  console.error(`smtp-ingest: without one peer, ${error.message}`);
  return null;
}

async function measure(start: StartMailServer): Promise<Speed> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-smtp-'));
  const server = await start(folder);
  try {
    await load(server.port, WARMING);
    await server.untilThere?.(WARMING);
    const cpuMs = (): number => server.cpuMs() ?? NaN;
    const beforeMs = cpuMs();
    const seconds = await load(server.port, MESSAGES);
    const acceptedCpu = (cpuMs() - beforeMs) / MESSAGES;
    const sentMs = performance.now();
    await server.untilThere?.(WARMING + MESSAGES);
    const moreS = server.untilThere === null ? 0 : (performance.now() - sentMs) / 1000;
    const drainedCpu = (cpuMs() - beforeMs) / MESSAGES;
    return { accepted: MESSAGES / seconds, drained: MESSAGES / (seconds + moreS), acceptedCpu, drainedCpu };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(port: number, messages: number): Promise<number> {
  const script = path.join(import.meta.dirname, 'smtp-load-child.ts');
  const child = onCore(LOAD_CORE, process.execPath, [
    '--import',
    'tsx',
    script,
    String(port),
    String(messages),
  ]);
  return (await firstLine<{ readonly seconds: number }>(child)).seconds;
}

function tell(print: (figure: Figure) => void, name: Name, speeds: readonly Speed[]): void {
  for (const what of ['accepted', 'drained'] as const)
    print({
      goal: null,
      name: `${what}, ${name}`,
      value: Math.round(median(speeds.map((speed) => speed[what]))),
      unit: 'messages/s',
      of: { messages: MESSAGES, rounds: speeds.length },
    });
}

function valuesOf(
  speeds: ReadonlyMap<Name, readonly Speed[]>,
  [name, what]: readonly [Name, keyof Speed],
): readonly number[] {
  return (speeds.get(name) ?? []).map((speed) => speed[what]);
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
