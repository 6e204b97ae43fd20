/** What starts and steers the programs from outside: flags, preferences on disk, commands on standard input (interfaces 1). */
import { CommanderError } from 'commander';
import fc from 'fast-check';
import { readStoredSettings } from '../../../electron/shell/stored-settings.ts';
import { parseLaunchArguments } from '../../../electron/shell/launch-arguments.ts';
import { placeFor } from '../../../electron/shell/window-place.ts';
import { commandSchema, readCommand } from '../../../lab/device/commands.ts';
import { readOptions } from '../../../lab/device/options.ts';
import { readConfig } from '../../../service/config.ts';
import { settingsSchema } from '../../../shared/bridge/settings.ts';
import { anyText, bytesOf, jsonBytes, textOf } from '../harness/bytes.ts';
import { seedFiles } from '../harness/corpora.ts';
import { promise, type FuzzTarget } from '../harness/fuzz-target.ts';

const BAD_USAGE = 2;
const FLAGS = [
  ...[
    '--data',
    '--http',
    '--smtp',
    '--seed',
    '--lab',
    '--admin-token',
    '--database',
    '--ready-file',
    '--help',
  ],
  ...[
    '--service',
    '--email',
    '--state',
    '--cached-mode',
    '--json',
    '--verbose',
    '--user-data-dir',
    '--hidden',
    '--',
  ],
];
const VALUES = [
  ...[
    '127.0.0.1:8025',
    '[::1]:0',
    ':1',
    'x:99999',
    'demo',
    'on',
    'off',
    'http://127.0.0.1:8025',
    'https://x',
    'http://x',
  ],
  ...['postgres://x', 'token', 'a@b', '/tmp/x', '', '-', '--lab'],
];

const settings = fc.record(
  {
    theme: fc.constantFrom('system', 'dark', 'x'),
    language: fc.constantFrom('de', 'fr'),
    notificationsPausedUntil: fc.oneof(fc.constant(null), fc.string(), fc.integer()),
    openAtLogin: fc.oneof(fc.boolean(), fc.string()),
    toldAboutTray: fc.boolean(),
  },
  { requiredKeys: [] },
);
const commands = fc.oneof(
  fc.record({ do: fc.constant('set-cached-mode'), on: fc.oneof(fc.boolean(), fc.string()) }),
  fc.record({ do: fc.constantFrom('sign-out', 'quit', 'search', 'x', '__proto__'), text: anyText }),
  fc.record({ do: fc.constant('send'), to: fc.array(anyText), subject: anyText, text: anyText }),
);
const words = fc
  .array(fc.oneof(fc.constantFrom(...FLAGS), fc.constantFrom(...VALUES), anyText), { maxLength: 10 })
  .map((argv) => bytesOf(argv.join('\n')));

export const target: FuzzTarget = {
  seeds: [
    ...fc.sample(words, { numRuns: 30, seed: 1 }),
    ...fc.sample(jsonBytes(fc.oneof(settings, commands)), { numRuns: 60, seed: 1 }),
    ...seedFiles(['jsontestsuite'], /\.json$/),
  ],
  grammar: fc.oneof(words, jsonBytes(settings), jsonBytes(commands)),
  words: [...FLAGS, ...VALUES, '"do":', '"theme":', '"bounds":', '\n'],
  open: async () => {
    const speakAgain = silence(process.stdout, process.stderr);
    return { run: check, close: async () => speakAgain() };
  },
};

/** One text as everything that it could be. */
function check(input: Uint8Array): void {
  const text = textOf(input);
  checkSettings(text);
  checkCommand(text);
  const argv = text.split('\n');
  const environment = { platform: 'linux', homeFolder: '/home/x', variables: {} } as const;
  checkUsage(() => readConfig(argv, environment));
  checkUsage(() => readOptions(argv));
  parseLaunchArguments(argv, '/work');
  placeFor(text, []);
}

function checkSettings(text: string): void {
  const stored = readStoredSettings(text);
  if (stored.state === 'read')
    promise(settingsSchema.safeParse(stored.settings).success, 'settings that are none were read');
}

function checkCommand(text: string): void {
  const read = readCommand(text);
  if (read.ok) promise(commandSchema.safeParse(read.command).success, 'a command that is none was read');
  else
    promise(
      /^.+: .+/s.test(String((read.line as { readonly message?: unknown }).message)),
      JSON.stringify(read.line),
    );
}

/** Read, or refused in words with the exit code for bad usage. Commander prints the usage itself. */
function checkUsage(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    promise([0, BAD_USAGE].includes(error.exitCode), `${error.code} exits with ${error.exitCode}`);
    promise(error.message !== '', `${error.code} without words`);
  }
}

/** Commander says what is wrong to a terminal that nobody reads. */
function silence(...streams: readonly NodeJS.WriteStream[]): () => void {
  const restore = streams.map((stream) => {
    const write = stream.write.bind(stream);
    stream.write = () => true;
    return () => {
      stream.write = write;
    };
  });
  return () => restore.forEach((speak) => speak());
}
