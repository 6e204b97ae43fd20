/** R1: thousands of devices come back at once, beside bare `ws` with the same challenge. */
import type { Bench } from './figure.ts';
import { median } from './figure.ts';
import { buildFloor, type BuiltFloor } from './floor/build.ts';
import { putLoad, startNodeServer, type LoadResult } from './load-run.ts';
import { sized } from './size.ts';

const DEVICES = sized(5000, 50);
const PAIRS = sized(5, 1);

export const bench: Bench = {
  async run(print) {
    const built = buildFloor();
    try {
      const channel: LoadResult[] = [];
      const bare: LoadResult[] = [];
      for (let pair = 0; pair < PAIRS; pair += 1) {
        bare.push(await storm(built, 'challenge-server.ts'));
        channel.push(await storm(built, 'channel-server.ts'));
      }
      const of = { devices: DEVICES, pairs: PAIRS, inFlight: DEVICES };
      const tell = (name: string, unit: string, values: readonly number[]): void => {
        const rounded = values.map((value) => Number(value.toFixed(2)));
        print({ goal: 'R1', name, unit, value: median(rounded), of: { ...of, values: rounded } });
      };
      tell('server CPU per device back, channel', 'us', channel.map(cpuPerDevice));
      tell('server CPU per device back, bare ws', 'us', bare.map(cpuPerDevice));
      const ratios = channel.map((result, pair) => cpuPerDevice(result) / cpuOf(bare[pair]));
      tell('server CPU per device back, channel / bare ws', 'ratio', ratios);
      tell(
        'all are back after, channel',
        'ms',
        channel.map(({ connectMs }) => connectMs),
      );
      tell(
        'all are back after, bare ws',
        'ms',
        bare.map(({ connectMs }) => connectMs),
      );
    } finally {
      built.remove();
    }
  },
};

async function storm(built: BuiltFloor, file: string): Promise<LoadResult> {
  const server = await startNodeServer(file, [DEVICES, 0]);
  try {
    const options = { clients: DEVICES, inFlight: DEVICES, rounds: 0, asDevice: true, payload: 1 };
    return await putLoad(built, server, options);
  } finally {
    await server.stop();
  }
}

function cpuPerDevice({ connectCpuUs, clients }: LoadResult): number {
  return connectCpuUs / clients;
}

function cpuOf(result: LoadResult | undefined): number {
  return result === undefined ? NaN : cpuPerDevice(result);
}
