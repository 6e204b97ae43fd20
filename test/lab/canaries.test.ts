/** G38 for the headless device: nothing of a person's mail, password or secrets can be read in any file it leaves, nor in its log, a kill included. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { findCanaries } from '../e2e/canaries.ts';
import { connectSmtp, sendRaw } from '../service/gateway/raw-smtp.ts';
import { startRig } from '../service/service-rig.ts';
import { temporaryFolder } from '../service/temporary-folder.ts';

const EMAIL = 'canary.person@example.com';
const PASSWORD = 'canary password';
const CANARIES = ['canary.person', PASSWORD, 'canary.sender', 'CanarySubject', 'CanaryBody', 'CanaryMessage'];
const MAIL =
  'From: Canary <canary.sender@example.org>\r\nSubject: CanarySubject\r\nMessage-ID: <CanaryMessage@x>\r\n\r\nCanaryBody\r\n';

interface HeadlessDevice {
  readonly process: ChildProcess;
  /** The next line of this type. */
  readonly line: (
    type: string,
    holds?: (line: Readonly<Record<string, unknown>>) => boolean,
  ) => Promise<void>;
  readonly say: (command: object) => void;
  readonly log: () => string;
}

function startDevice(serviceUrl: string, state: string): HeadlessDevice {
  const flags = ['--service', serviceUrl, '--email', EMAIL, '--state', state, '--json', '--verbose'];
  const child = spawn(process.execPath, ['--import', 'tsx', path.resolve('lab/device.ts'), ...flags], {
    env: { ...process.env, CONTINUITY_PASSWORD: PASSWORD },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let log = '';
  child.stderr.on('data', (part: Buffer) => {
    log += part.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    log: () => log,
    say: (command) => child.stdin.write(`${JSON.stringify(command)}\n`),
    async line(type, holds = () => true) {
      for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
        const line = JSON.parse(next.value) as Readonly<Record<string, unknown>>;
        if (line['type'] === type && holds(line)) return;
      }
      throw new Error(`the device ended before it said ${type}: ${log}`);
    },
  };
}

test('G38: a full run, a kill and another run leave no canary', async () => {
  const rig = await startRig();
  onTestFinished(() => rig.stop());
  const person = { email: EMAIL, displayName: 'Canary', password: PASSWORD };
  expect((await rig.call('POST', '/api/v1/users', { body: person })).status).toBe(201);
  const smtp = await connectSmtp(rig.service.smtp.port);
  expect(await sendRaw(smtp, Buffer.from(MAIL), { to: [EMAIL] })).toMatch(/^250/);
  const state = temporaryFolder();

  const first = startDevice(rig.service.httpUrl, state);
  await first.line('cache', (line) => line['messages'] === 1 && line['complete'] === true);
  first.say({ do: 'search', text: 'canarysubject' });
  await first.line('search', (line) => (line['results'] as readonly unknown[]).length === 1);
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');
  expect(findCanaries(state, CANARIES)).toEqual([]);

  const second = startDevice(rig.service.httpUrl, state);
  second.say({ do: 'search', text: 'canarybody' });
  await second.line('search', (line) => (line['results'] as readonly unknown[]).length === 1);
  second.say({ do: 'quit' });
  expect(await once(second.process, 'exit')).toEqual([0, null]);
  expect(findCanaries(state, CANARIES)).toEqual([]);

  const logs = temporaryFolder();
  writeFileSync(path.join(logs, 'stderr'), first.log() + second.log());
  expect(findCanaries(logs, CANARIES)).toEqual([]);
  // The search itself works: what is written in plain is found.
  writeFileSync(path.join(logs, 'plain'), `x${Buffer.from(MAIL).toString('base64')}`);
  expect(findCanaries(logs, ['CanarySubject'])).toHaveLength(1);
});
