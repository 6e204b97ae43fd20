/** Composition root of a headless continuity device: `npm run device -- --service URL --email ADDRESS --state DIR` (interfaces 1). */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { CommanderError } from 'commander';
import { z } from 'zod';
import { humanLine } from './device/human-lines.ts';
import { problemLine } from './device/lines.ts';
import type { LineBody } from './device/lines.ts';
import { openHeadlessDevice } from './device/open-device.ts';
import type { OpenedDevice } from './device/open-device.ts';
import { readOptions } from './device/options.ts';
import type { DeviceOptions } from './device/options.ts';
import { obey, sayChanges, signIn, speakingNotifier, withoutPassword } from './device/run-device.ts';
import type { Speaker } from './device/run-device.ts';
import { linesOf } from './device/standard-input.ts';
import type { Lines } from './device/standard-input.ts';
import { stderrLog } from './device/stderr-log.ts';

const OK = 0;
const FAILED = 1;

process.exitCode = await main(process.argv.slice(2));
// A line of standard input may still be waited for.
process.stdin.destroy();

async function main(argv: readonly string[]): Promise<number> {
  try {
    return await run(readOptions(argv));
  } catch (cause) {
    // Bad usage and --help have been answered by commander itself.
    if (cause instanceof CommanderError) return cause.exitCode;
    throw cause;
  }
}

async function run(options: DeviceOptions): Promise<number> {
  let opened: OpenedDevice | null = null;
  const speaker: Speaker = {
    say: (bodies) => {
      const at = opened?.device.snapshot().clock.now ?? new Date().toISOString();
      for (const body of bodies) write(options, { at, ...body });
    },
  };
  try {
    opened = await openHeadlessDevice(options, {
      notifier: speakingNotifier(speaker),
      log: stderrLog(options.verbose),
      environment: process.env,
      appVersion: appVersion(),
    });
  } catch (cause) {
    speaker.say([problemLine({ code: 'state-not-opened', message: describe(cause) })]);
    return FAILED;
  }
  const ended = interruption();
  const code = await live(opened, options, speaker, ended);
  await opened.close();
  return code;
}

async function live(
  { device }: OpenedDevice,
  options: DeviceOptions,
  speaker: Speaker,
  ended: Promise<void>,
): Promise<number> {
  const lines = linesOf(createInterface({ input: process.stdin }));
  const stopSaying = sayChanges(device, speaker);
  try {
    await device.start();
    const isKnown = device.snapshot().session.state === 'signed-in';
    if (!isKnown && !(await register(options, device, lines, speaker))) return FAILED;
    const commands = isKnown ? withoutPassword(lines) : lines;
    // At the end of input nobody can say quit any more; a signal ends it then.
    const quit = obey(device, commands, speaker).then((said) => (said ? undefined : ended));
    await Promise.race([quit, ended]);
    return OK;
  } finally {
    stopSaying();
  }
}

async function register(
  options: DeviceOptions,
  device: OpenedDevice['device'],
  lines: Lines,
  speaker: Speaker,
): Promise<boolean> {
  const password = process.env['CONTINUITY_PASSWORD'] ?? (await lines.next());
  if (password === null) {
    speaker.say([
      problemLine({ code: 'no-password', message: 'set CONTINUITY_PASSWORD, or give it on standard input' }),
    ]);
    return false;
  }
  return signIn(device, options, password, speaker);
}

function write({ json }: DeviceOptions, line: LineBody & { readonly at: string }): void {
  process.stdout.write(`${json ? JSON.stringify(line) : humanLine(line)}\n`);
}

function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

function appVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
