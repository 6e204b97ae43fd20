/** Starts the real control service with the demo organisation, as its own process, for one test file. */
import { spawn, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { cpSync, existsSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { programOf } from '../programs/programs.ts';

export const projectRoot = path.resolve(import.meta.dirname, '../..');

/** The person of the demo organisation who is signed in; `npm start` has the same. */
export const demoPerson = { email: 'katharina.brandt@northwind.example', password: 'demo-continuity' };

const readySchema = z.object({
  httpUrl: z.string(),
  smtp: z.object({ host: z.string(), port: z.int() }),
  adminToken: z.string(),
});
export type Ready = z.infer<typeof readySchema>;

/** The demo organisation and its five days of mail are made at the first start. */
const readyTimeoutMs = 120_000;
const outputTailLength = 4_000;

export interface RealService {
  readonly ready: Ready;
  /** Speaks REST as the administrator; anything but 2xx is an error with the answer in it. */
  readonly api: (method: string, route: string, body?: unknown) => Promise<unknown>;
  /** As a power cut: nothing is written any more, nobody is told. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Names a data folder with the demo in it to the processes that run tests; without it each service seeds its own. */
export const DEMO_FOLDER_VARIABLE = 'CONTINUITY_TEST_DEMO';

/** `ports` of a service before, to come back at the same place. `seed` null: an empty one, that nobody has set up. `more`: flags besides. */
export async function startService(
  folder: string,
  ports?: Ready,
  seed: 'demo' | null = 'demo',
  more: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<RealService> {
  const readyFile = path.join(folder, `ready-${Date.now()}.json`);
  const http = ports === undefined ? '127.0.0.1:0' : new URL(ports.httpUrl).host;
  const smtp = ports === undefined ? '127.0.0.1:0' : `${ports.smtp.host}:${ports.smtp.port}`;
  const data = path.join(folder, 'service');
  const seeded = process.env[DEMO_FOLDER_VARIABLE];
  if (seed === 'demo' && seeded !== undefined && !existsSync(data)) cpSync(seeded, data, { recursive: true });
  const flags = [
    '--data',
    data,
    ...(seed === null ? [] : ['--seed', seed]),
    '--lab',
    '--ready-file',
    readyFile,
    ...more,
  ];
  const service = spawn(
    process.execPath,
    [programOf('service/main.ts'), ...flags, '--http', http, '--smtp', smtp],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
  );
  const output = tailOf(service);
  await Promise.race([fileAppears(readyFile), endedEarly(service, output)]);
  const ready = readySchema.parse(JSON.parse(readFileSync(readyFile, 'utf8')));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (service.exitCode !== null || service.signalCode !== null) return;
    const exited = once(service, 'exit');
    service.kill(signal);
    await exited;
  };
  return {
    ready,
    api: (method, route, body) => request(ready, method, route, body),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

function tailOf(child: ChildProcess): () => string {
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part: Buffer) => {
      tail = (tail + part.toString()).slice(-outputTailLength);
    });
  }
  return () => tail;
}

async function endedEarly(child: ChildProcess, output: () => string): Promise<never> {
  await once(child, 'exit');
  throw new Error(`the service ended before it was ready:\n${output()}`);
}

async function fileAppears(file: string): Promise<void> {
  const watcher = watch(path.dirname(file));
  try {
    const changes = on(watcher, 'change', { signal: AbortSignal.timeout(readyTimeoutMs) });
    while (!existsSync(file)) await changes.next();
  } finally {
    watcher.close();
  }
}

async function request(
  { httpUrl, adminToken }: Ready,
  method: string,
  route: string,
  body?: unknown,
): Promise<unknown> {
  const answer = await fetch(new URL(`/api/v1${route}`, httpUrl), {
    method,
    headers: {
      authorization: `Bearer ${adminToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}
