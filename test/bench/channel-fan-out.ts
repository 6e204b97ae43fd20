/** F1, F2, F3, M1, D1 (the service's half): one event to thousands of devices, beside the C floor and bare `ws`. */
import { frameOf } from '../../service/channel/frame.ts';
import type { Down } from '../../shared/protocol/down.ts';
import { newEvent } from '../fakes/memory-truth.ts';
import type { Bench, Figure } from './figure.ts';
import { median } from './figure.ts';
import { buildFloor, type BuiltFloor } from './floor/build.ts';
import { putLoad, startFloor, startNodeServer, type LoadResult, type RunningServer } from './load-run.ts';
import { countSystemCalls } from './system-calls.ts';
import { sized } from './size.ts';

const SIZES = sized([1000, 5000], [50]);
const PAIRS = sized(5, 1);
/** The first is the cold one (F3), the others are warm. */
const ROUNDS = sized(11, 3);

interface Side {
  readonly name: 'floor' | 'channel' | 'bare-ws';
  readonly asDevice: boolean;
  readonly start: (clients: number) => Promise<RunningServer>;
}

type Print = (figure: Figure) => void;

export const bench: Bench = {
  async run(print) {
    const built = buildFloor();
    const sides: readonly Side[] = [
      { name: 'floor', asDevice: false, start: () => startFloor(built) },
      {
        name: 'channel',
        asDevice: true,
        start: (clients) => startNodeServer('channel-server.ts', [clients, 0]),
      },
      { name: 'bare-ws', asDevice: false, start: () => startNodeServer('bare-server.ts', []) },
    ];
    try {
      for (const clients of SIZES) printSize(print, clients, await measure(built, sides, clients));
      await printSystemCalls(print, built);
      await printOutsiders(print, built);
    } finally {
      built.remove();
    }
  },
};

type Results = Readonly<Record<Side['name'], LoadResult[]>>;

/** The sides alternate, so that what else the machine does hits each of them. */
async function measure(built: BuiltFloor, sides: readonly Side[], clients: number): Promise<Results> {
  const results: Results = { floor: [], channel: [], 'bare-ws': [] };
  const payload = await payloadOfChannel();
  for (let pair = 0; pair < PAIRS; pair += 1) {
    for (const side of sides) {
      const server = await side.start(clients);
      try {
        const options = { clients, rounds: ROUNDS, asDevice: side.asDevice, payload };
        results[side.name].push(await putLoad(built, server, options));
      } finally {
        await server.stop();
      }
    }
  }
  return results;
}

/** The floor sends as many bytes as the channel. */
async function payloadOfChannel(): Promise<number> {
  const server = await startNodeServer('channel-server.ts', [1, 0]);
  await server.stop();
  return server.ready.payload;
}

function printSize(print: Print, clients: number, results: Results): void {
  const cpu = perSide(results, (result) => median(warm(result.cpuUs)) / clients);
  const first = perSide(results, (result) => (result.cpuUs[0] ?? NaN) / clients);
  const last = perSide(results, (result) => median(warm(result.lastMs)));
  const memory = perSide(results, (result) => (result.rssIdleKb - result.rssBeforeKb) / clients);
  const connect = perSide(results, (result) => result.connectCpuUs / clients);
  const of = { clients, pairs: PAIRS, rounds: ROUNDS };
  const tell = (goal: string | null, name: string, unit: string, values: readonly number[]): void =>
    print({ goal, name, unit, value: rounded(median(values)), of: { ...of, values: values.map(rounded) } });
  const tellAll = (goal: string, name: string, unit: string, values: PerSide): void => {
    for (const [side, list] of Object.entries(values)) tell(goal, `${name}, ${side}`, unit, list);
  };
  tellAll('F1', 'server CPU per device of a fan-out', 'us', cpu);
  tell('F1', 'server CPU, channel / floor', 'ratio', ratios(cpu.channel, cpu.floor));
  tell('F1', 'server CPU, channel / bare ws', 'ratio', ratios(cpu.channel, cpu['bare-ws']));
  tell('F3', 'first fan-out / later ones, channel', 'ratio', ratios(first.channel, cpu.channel));
  tellAll('D1', 'last device has the frame', 'ms', last);
  tell('D1', 'last device has the frame, channel / floor', 'ratio', ratios(last.channel, last.floor));
  tell('M1', 'memory per idle device, channel', 'KB', memory.channel);
  tell('M1', 'memory per idle device, channel / bare ws', 'ratio', ratios(memory.channel, memory['bare-ws']));
  tell('R1', 'server CPU per connect with proof, welcome and token', 'us', connect.channel);
}

type PerSide = Readonly<Record<Side['name'], readonly number[]>>;

function perSide(results: Results, value: (result: LoadResult) => number): PerSide {
  return {
    floor: results.floor.map(value),
    channel: results.channel.map(value),
    'bare-ws': results['bare-ws'].map(value),
  };
}

/** Devices outside the event's group are to cost nothing. */
async function printOutsiders(print: Print, built: BuiltFloor): Promise<void> {
  const [inside, outside] = [sized(1000, 50), sized(4000, 50)];
  const alone: number[] = [];
  const among: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    alone.push(await cpuPerDevice(built, inside, 0));
    among.push(await cpuPerDevice(built, inside, outside));
  }
  const values = ratios(among, alone).map(rounded);
  const name = 'server CPU of a fan-out with devices outside the group / without';
  print({
    goal: 'F3',
    name,
    value: median(values),
    unit: 'ratio',
    of: { inside, outside, pairs: PAIRS, values },
  });
}

async function cpuPerDevice(built: BuiltFloor, inside: number, outside: number): Promise<number> {
  const server = await startNodeServer('channel-server.ts', [inside, outside]);
  try {
    const options = { clients: inside + outside, expect: inside, rounds: ROUNDS, asDevice: true, payload: 1 };
    return median(warm((await putLoad(built, server, options)).cpuUs)) / inside;
  } finally {
    await server.stop();
  }
}

async function printSystemCalls(print: Print, built: BuiltFloor): Promise<void> {
  const clients = sized(1000, 50);
  const start = (): Promise<RunningServer> => startNodeServer('channel-server.ts', [clients, 0]);
  const { perDevice, how } = await countSystemCalls(built, start, clients);
  const calls = { name: 'system calls per device of a fan-out', value: rounded(perDevice), unit: 'calls' };
  print({ goal: 'F2', ...calls, of: { clients, how } });
  const of = { id: 'event-1', description: 'Bench', groupId: 'group-1', startMs: 0, endMs: null };
  const message: Down = { type: 'event', revision: 1000, event: newEvent(of) };
  const payload = Buffer.byteLength(JSON.stringify(message));
  const value = frameOf(message).length - payload;
  print({ goal: 'F2', name: 'bytes over the payload', value, unit: 'bytes', of: { payload } });
}

function warm(values: readonly number[]): readonly number[] {
  return values.slice(1);
}

function ratios(ours: readonly number[], theirs: readonly number[]): readonly number[] {
  return ours.map((value, pair) => value / (theirs[pair] ?? NaN));
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
