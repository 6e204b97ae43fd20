/** Service and headless device as processes of their own, heard by their lines and killed without warning. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { existsSync, readFileSync, rmSync, watch } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { programOf } from '../programs/programs.ts';
import { createPatience } from '../waiting/patience.ts';

export const ADMIN_TOKEN = 'administrator-token-for-tests';
export const PASSWORD = 'cloud-password';

export type Json = Readonly<Record<string, unknown>>;
export type Line = Json & { readonly type: string };

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Flags beyond those that the rig gives. */
  readonly flags?: readonly string[];
  /** Words in front of the program, as `strace -f`. */
  readonly under?: readonly string[];
}

export interface Running {
  readonly child: ChildProcess;
  /** Exit code or, killed, the signal. */
  readonly ended: Promise<number | string | null>;
  readonly stderr: () => string;
  /** With -9, and what it runs under too; resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

function run(program: string, args: readonly string[], options: RunOptions): Running {
  const { env = {}, under = [], flags = [] } = options;
  const [command = '', ...words] = [...under, process.execPath, program, ...args, ...flags];
  const child = spawn(command, words, {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own, so that a tracer and what it traces end together.
    detached: true,
  });
  const ended = once(child, 'close').then(
    ([code, signal]) => (code as number | null) ?? (signal as string | null),
  );
  let stderr = '';
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
  // A command said to a process that was killed just now.
  child.stdin.on('error', () => undefined);
  return {
    child,
    ended,
    stderr: () => stderr,
    async kill() {
      if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
      await ended;
    },
  };
}

export interface DeviceProcess extends Omit<Running, 'child'> {
  readonly pid: number;
  readonly lines: readonly Line[];
  /** Waits until a line is like this; also one that was said before. Rejects when the process ends without it, or says nothing for long. */
  readonly until: (isSo: (line: Line) => boolean) => Promise<Line>;
  readonly notices: (kind: string) => readonly Line[];
  readonly say: (command: unknown) => void;
}

export function startDevice(
  url: string,
  email: string,
  state: string,
  options: RunOptions = {},
): DeviceProcess {
  const args = ['--service', url, '--email', email, '--state', state, '--json'];
  const env = { CONTINUITY_PASSWORD: PASSWORD, ...options.env };
  const { child, ...running } = run(programOf('lab/device.ts'), args, { ...options, env });
  const lines: Line[] = [];
  const listeners = new Set<() => void>();
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (text) => {
      lines.push(JSON.parse(text) as Line);
      for (const listener of [...listeners]) listener();
    });
  }
  const until: DeviceProcess['until'] = (isSo) =>
    new Promise((resolve, reject) => {
      const fail = (why: string): void => {
        patience.end();
        listeners.delete(look);
        reject(new Error(`${why}; last: ${JSON.stringify(lines.slice(-5))}; ${running.stderr()}`));
      };
      const look = (): void => {
        patience.renew();
        const found = lines.find(isSo);
        if (found === undefined) return;
        patience.end();
        listeners.delete(look);
        resolve(found);
      };
      const patience = createPatience(() => {
        fail('the device says nothing more');
      });
      listeners.add(look);
      look();
      void running.ended.then((how) => {
        fail(`the device ended (${String(how)})`);
      });
    });
  return {
    ...running,
    pid: child.pid ?? 0,
    lines,
    until,
    notices: (kind) => lines.filter((line) => line.type === 'notice' && line['kind'] === kind),
    say: (command) => child.stdin?.write(`${JSON.stringify(command)}\n`),
  };
}

interface Ready {
  readonly pid: number;
  readonly httpUrl: string;
  readonly smtp: { readonly port: number };
}

export interface ServiceProcess extends Omit<Running, 'child'> {
  readonly url: string;
  /** Of the service itself, whatever it runs under. */
  readonly pid: number;
  readonly smtpPort: number;
  /** Rejects with the problem that was answered. */
  readonly admin: (method: string, path: string, body?: unknown) => Promise<Json>;
}

/**
 * Where a service can listen again after it was killed: below the ports that the system hands out, so that no other
 * connection has taken it meanwhile.
 */
export async function placeToKeep(): Promise<string> {
  for (;;) {
    const port = LOWEST_PORT + Math.floor(Math.random() * PORTS);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return `127.0.0.1:${String(port)}`;
  }
}

const LOWEST_PORT = 10_000;
const PORTS = 20_000;

/** `http`: any free port, or a place to keep. */
export async function startService(
  folder: string,
  http = '127.0.0.1:0',
  options: RunOptions = {},
): Promise<ServiceProcess> {
  const readyFile = path.join(folder, 'ready.json');
  rmSync(readyFile, { force: true });
  const watcher = watch(folder);
  const where = ['--data', path.join(folder, 'service'), '--http', http, '--smtp', '127.0.0.1:0'];
  const told = ['--admin-token', ADMIN_TOKEN, '--ready-file', readyFile];
  const { child, ...running } = run(programOf('service/main.ts'), [...where, ...told], options);
  child.stdout?.resume();
  const isReady = new Promise<void>((resolve) => {
    watcher.on('change', () => {
      if (existsSync(readyFile)) resolve();
    });
  });
  const how = await Promise.race([isReady, running.ended]);
  watcher.close();
  if (how !== undefined) throw new Error(`the service ended (${String(how)}): ${running.stderr()}`);
  const { pid, httpUrl: url, smtp } = JSON.parse(readFileSync(readyFile, 'utf8')) as Ready;
  return { ...running, url, pid, smtpPort: smtp.port, admin: administrator(url) };
}

function administrator(url: string): ServiceProcess['admin'] {
  return async (method, route, body) => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    const json =
      body === undefined
        ? { headers }
        : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${url}/api/v1${route}`, { method, ...json });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${route}: ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as Json;
  };
}
