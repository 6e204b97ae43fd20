/** Postfix's own load generator before us and its faulty server behind us (skipped where they are not installed). */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { SOON, startFlow } from './flow-rig.ts';

const SINK = '/usr/sbin/smtp-sink';
const SOURCE = '/usr/sbin/smtp-source';
const areThere = existsSync(SINK) && existsSync(SOURCE);
const MINUTE_MS = 60_000;
const MESSAGES = 60;

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => undefined);
    socket.once('connect', () => socket.destroy());
  });
}

/** Appends what it takes to the file `dump`. */
async function startSink(
  port: number,
  folder: string,
  options: readonly string[],
): Promise<() => Promise<void>> {
  const dump = ['-D', path.join(folder, 'dump')];
  const user = process.getuid?.() === 0 ? ['-u', 'root'] : [];
  const child = spawn(SINK, [...user, ...options, ...dump, `127.0.0.1:${String(port)}`, '100'], {
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  await expect.poll(() => isListening(port), SOON).toBe(true);
  return async () => {
    child.kill('SIGKILL');
    await exited;
  };
}

const taken = (folder: string): number => {
  const dump = path.join(folder, 'dump');
  if (!existsSync(dump)) return 0;
  return (readFileSync(dump, 'latin1').match(/^X-Rcpt-Args: /gm) ?? []).length;
};

test.skipIf(!areThere).each([
  ['drops the connection at DATA', ['-q', 'DATA']],
  ['drops it after the dot', ['-q', '.']],
  ['says 421 to RCPT', ['-Q', 'RCPT']],
  ['says 4xx to RCPT', ['-r', 'RCPT']],
  ['says 4xx after the dot', ['-r', '.']],
  ['says 5xx at the greeting', ['-f', 'CONNECT']],
])('smtp-source sends %#, smtp-sink %s, then is well: all arrive', async (_name, fault) => {
  const flow = await startFlow();
  await flow.sink.stop();
  const folder = temporaryFolder();
  const stopSink = await startSink(flow.sink.port, temporaryFolder(), fault);
  await flow.addPerson('ada@example.com');
  const { port } = flow.rig.service.smtp;
  const load = [
    '-s',
    '5',
    '-m',
    String(MESSAGES),
    '-l',
    '2000',
    '-f',
    'bob@sender.example',
    '-t',
    'ada@example.com',
  ];
  const source = spawn(SOURCE, [...load, `127.0.0.1:${String(port)}`], { stdio: 'inherit' });
  expect(await once(source, 'exit')).toEqual([0, null]);
  await expect.poll(async () => (await flow.deliveries()).length, SOON).toBe(MESSAGES);
  await expect
    .poll(async () => (await flow.deliveries()).some(({ lastReply }) => lastReply !== null), SOON)
    .toBe(true);
  await stopSink();
  await startSink(flow.sink.port, folder, []);
  await flow.advance(10 * MINUTE_MS);
  await expect.poll(async () => (await flow.states('state=delivered')).length, SOON).toBe(MESSAGES);
  expect(taken(folder)).toBe(MESSAGES);
  await flow.rig.stop();
});

test.skipIf(areThere)(
  'smtp-source and smtp-sink are not installed: `apt-get install postfix` brings them',
  () => {
    expect(spawnSync(SINK).error).toBeDefined();
  },
);
