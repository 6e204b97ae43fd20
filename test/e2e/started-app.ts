/** The built app as a plain process, from its start to its end: what it says, what it asks, and with which code it goes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { asRoot } from './real-companion.ts';
import { projectRoot } from './real-service.ts';

const executable = String(createRequire(import.meta.url)('electron'));
const recorder = path.join(import.meta.dirname, 'dialog-recorder.cjs');

export interface StartedApp {
  readonly process: ChildProcess;
  /** So far: standard error. */
  readonly errors: () => string;
  /** So far: titles and words of native dialogs. */
  readonly dialogs: () => readonly { readonly message: string; readonly detail: string }[];
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

export interface StartOptions {
  readonly userData: string;
  readonly args?: readonly string[];
  /** The button that is pressed in each dialog. */
  readonly answer?: number;
  /** Words in front, as `setpriv` takes a program. */
  readonly through?: readonly string[];
}

export function startApp({ userData, args = [], answer = 0, through = [] }: StartOptions): StartedApp {
  const words = [
    ...through,
    executable,
    ...(asRoot ? ['--no-sandbox'] : []),
    '-r',
    recorder,
    projectRoot,
    `--user-data-dir=${userData}`,
    ...args,
  ];
  const [program = '', ...rest] = words;
  const child = spawn(program, rest, {
    cwd: projectRoot,
    env: { ...process.env, CONTINUITY_TEST_ANSWER: String(answer) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  return {
    process: child,
    errors: () => errors,
    dialogs: () =>
      [...output.matchAll(/^dialog (.*)$/gm)].map(
        ([, json]) => JSON.parse(json ?? '') as { message: string; detail: string },
      ),
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
}
