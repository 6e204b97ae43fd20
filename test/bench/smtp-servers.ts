/** The servers that take mail in the benchmark of accepting, each on one core of its own: ours, two bare ones, smtp-sink and Postfix. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../free-port.ts';
import { BenchSkipped } from './figure.ts';

export interface MailServer {
  readonly port: number;
  /** Resolves when so many messages can be found by whoever would look for them; null: it keeps none. */
  readonly untilThere: ((messages: number) => Promise<void>) | null;
  /** Of all its threads so far, in milliseconds; null: it is many processes, or this is not Linux. */
  readonly cpuMs: () => number | null;
  readonly stop: () => Promise<void>;
}

export type StartMailServer = (folder: string) => Promise<MailServer>;

const SERVER_CORE = '0';
export const LOAD_CORE = '1';
const TSX = ['--import', 'tsx'];
const TOKEN = 'bench-token';

export function onCore(core: string, command: string, args: readonly string[]): ChildProcess {
  const pinned = existsSync('/usr/bin/taskset') ? ['taskset', '-c', core, command] : [command];
  const [program = command, ...before] = pinned;
  return spawn(program, [...before, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** The first line of JSON that it prints. */
export async function firstLine<Line>(child: ChildProcess): Promise<Line> {
  if (child.stdout === null) throw new Error('nothing to read from');
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as Line;
  throw new Error('it ended without a word');
}

/** In Linux's hundredths of a second; the program's name, in brackets, may hold anything. */
const cpuOf = (child: ChildProcess) => (): number | null => {
  const file = `/proc/${String(child.pid)}/stat`;
  if (!existsSync(file)) return null;
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /su, '')
    .split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
};

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

export const bare =
  (mode: 'fsync' | 'parse'): StartMailServer =>
  async (folder) => {
    const script = path.join(import.meta.dirname, 'bare-smtp-server.ts');
    const child = onCore(SERVER_CORE, process.execPath, [...TSX, script, folder, mode]);
    const { port } = await firstLine<{ readonly port: number }>(child);
    return { port, untilThere: null, cpuMs: cpuOf(child), stop: () => kill(child) };
  };

export const sink: StartMailServer = async () => {
  const [program, port] = ['/usr/sbin/smtp-sink', await freePort()];
  if (!existsSync(program)) throw new BenchSkipped('smtp-sink of Debian’s postfix is not installed');
  const child = onCore(SERVER_CORE, program, ['-u', 'root', `127.0.0.1:${String(port)}`, '1000']);
  await untilListening(port);
  return { port, untilThere: null, cpuMs: cpuOf(child), stop: () => kill(child) };
};

export const ours: StartMailServer = async (folder) => {
  const ready = path.join(folder, 'ready.json');
  const anyPort = ['--http', '127.0.0.1:0', '--smtp', '127.0.0.1:0'];
  const more = ['--data', folder, '--admin-token', TOKEN, '--ready-file', ready, ...anyPort];
  const service = ['--require', './service/disk-threads.cjs', ...TSX, path.resolve('service/main.ts')];
  const child = onCore(SERVER_CORE, process.execPath, [...service, ...more]);
  await until(folder, () => existsSync(ready));
  const { httpUrl, smtp } = JSON.parse(readFileSync(ready, 'utf8')) as {
    readonly httpUrl: string;
    readonly smtp: { readonly port: number };
  };
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const person = JSON.stringify({ email: EMAIL, displayName: 'Person', password: PASSWORD });
  await fetch(`${httpUrl}/api/v1/users`, { method: 'POST', headers, body: person });
  const authorization = `Basic ${Buffer.from(`${EMAIL}:${PASSWORD}`).toString('base64')}`;
  const states = await statesOf(httpUrl, authorization);
  return {
    port: smtp.port,
    async untilThere(messages) {
      for await (const state of states) if (state >= messages) return;
    },
    cpuMs: cpuOf(child),
    stop: () => kill(child),
  };
};

const [EMAIL, PASSWORD] = ['person.0@example.com', 'correct horse battery'];

/** An account's state counts what it received. */
async function statesOf(httpUrl: string, authorization: string): Promise<AsyncIterable<number>> {
  const query = 'types=Email&closeafter=no&ping=0';
  const { body } = await fetch(`${httpUrl}/jmap/events?${query}`, { headers: { authorization } });
  if (body === null) throw new Error('no events');
  const chunks = body.pipeThrough(new TextDecoderStream()).getReader();
  const read = async function* (): AsyncGenerator<number> {
    for (let chunk = await chunks.read(); !chunk.done; chunk = await chunks.read())
      for (const [, state] of chunk.value.matchAll(/"Email":"(\d+)"/gu)) yield Number(state);
  };
  // Kept open: `for await` would close a generator when it has seen enough.
  const states = read();
  return { [Symbol.asyncIterator]: () => ({ next: () => states.next() }) };
}

/** Queue with fsync, then a maildir: as its manual sets up mailboxes of a domain. */
export const postfix: StartMailServer = async (folder) => {
  const [daemons, port] = ['/usr/lib/postfix/sbin', await freePort()];
  if (!existsSync(daemons) || process.getuid?.() !== 0)
    throw new BenchSkipped('Postfix is not installed, or this is not root');
  const [uid = '', gid = ''] = ['-u', '-g'].map((which) =>
    spawnSync('id', [which, 'postfix']).stdout.toString().trim(),
  );
  for (const name of ['queue', 'data', 'mail', 'log', 'etc'])
    mkdirSync(path.join(folder, name), { recursive: true, mode: 0o755 });
  spawnSync('chown', [`${uid}:${gid}`, path.join(folder, 'data'), path.join(folder, 'mail')]);
  spawnSync('chmod', ['755', folder]);
  writeFileSync(path.join(folder, 'etc/main.cf'), mainCf(folder, uid, gid));
  const services = readFileSync('/usr/share/postfix/master.cf.dist', 'utf8').replace(
    /^(\S+\s+\S+\s+\S+\s+\S+\s+)y/gmu,
    '$1n',
  );
  writeFileSync(
    path.join(folder, 'etc/master.cf'),
    services.replace(/^smtp( +inet)/mu, `127.0.0.1:${String(port)}$1`),
  );
  const postfixDo = (what: string): void => {
    const { status, stderr } = spawnSync('taskset', [
      '-c',
      SERVER_CORE,
      'postfix',
      '-c',
      path.join(folder, 'etc'),
      what,
    ]);
    if (status !== 0) throw new Error(`postfix ${what}: ${stderr.toString()}`);
  };
  postfixDo('start');
  await untilListening(port);
  return {
    port,
    async untilThere(messages) {
      const box = path.join(folder, 'mail/box/new');
      await until(path.join(folder, 'mail'), () => existsSync(box) && readdirSync(box).length >= messages);
    },
    cpuMs: () => null,
    stop: async () => {
      postfixDo('abort');
    },
  };
};

function mainCf(folder: string, uid: string, gid: string): string {
  return [
    'compatibility_level = 3.6',
    `queue_directory = ${folder}/queue`,
    `data_directory = ${folder}/data`,
    'daemon_directory = /usr/lib/postfix/sbin',
    'command_directory = /usr/sbin',
    'myhostname = bench.example',
    'mydestination =',
    'inet_interfaces = 127.0.0.1',
    'inet_protocols = ipv4',
    `maillog_file = ${folder}/log/postfix.log`,
    `maillog_file_prefixes = ${folder}`,
    'virtual_mailbox_domains = example.com',
    `virtual_mailbox_base = ${folder}/mail`,
    'virtual_mailbox_maps = static:box/',
    `virtual_uid_maps = static:${uid}`,
    `virtual_gid_maps = static:${gid}`,
    'virtual_minimum_uid = 100',
    'virtual_mailbox_limit = 0',
    'message_size_limit = 40000000',
    'smtpd_relay_restrictions = reject_unauth_destination',
    'alias_maps =',
    '',
  ].join('\n');
}

async function untilListening(port: number): Promise<void> {
  for (let isThere = false; !isThere;) {
    const socket = net.connect(port, '127.0.0.1');
    isThere = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
  }
}

/** Looks again whenever something below the folder has changed. */
async function until(folder: string, holds: () => boolean): Promise<void> {
  const watched = new AbortController();
  const changes = watch(folder, { recursive: true, signal: watched.signal })[Symbol.asyncIterator]();
  // Begun before the first look, so that nothing happens between the two.
  let change = changes.next();
  while (!holds()) {
    await change;
    change = changes.next();
  }
  change.catch(() => undefined);
  watched.abort();
}
