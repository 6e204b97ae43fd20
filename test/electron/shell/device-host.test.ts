/** The device's process is kept running, and its absence is said (architecture, first decision). */
import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { isToDevice, type FromDevice, type ToDevice } from '../../../electron/bridge/process-messages.ts';
import { startDeviceHost, type ChildProcess } from '../../../electron/shell/device-host.ts';
import { recordingLog } from '../recording-log.ts';
import { sampleNotice, sampleSnapshot } from '../sample-snapshot.ts';
import { steeredTimers } from '../steered-timers.ts';

const start = {
  stateDir: '/state',
  deviceName: 'desk',
  platform: 'linux',
  appVersion: '1.0.0',
  serviceUrl: null,
  authorityFile: null,
};

/** Stands for a utility process: keeps what it is sent, speaks and dies when told to. */
class Child extends EventEmitter {
  readonly received: ToDevice[] = [];
  killed = false;
  postMessage(message: unknown): void {
    if (!isToDevice(message)) throw new Error('not a message for the device');
    this.received.push(message);
  }
  kill(): boolean {
    this.killed = true;
    this.emit('exit', 0);
    return true;
  }
  says(message: FromDevice): void {
    this.emit('message', message);
  }
  calls(): Extract<ToDevice, { kind: 'call' }>[] {
    return this.received.filter((message) => message.kind === 'call');
  }
}

function running(showNotice: () => Promise<void> = () => Promise.resolve()) {
  const children: Child[] = [];
  const timers = steeredTimers();
  const log = recordingLog();
  const problems: (string | null)[] = [];
  const host = startDeviceHost({
    fork() {
      const child = new Child();
      children.push(child);
      return child satisfies ChildProcess;
    },
    start,
    secrets: {
      backend: () => Promise.resolve('keychain'),
      encrypt: () => Promise.reject(new Error('locked')),
      decrypt: () => Promise.resolve('key'),
    },
    findRoutes: async () => [{ kind: 'direct' }],
    showNotice,
    schedule: timers.schedule,
    chance: () => 1,
    log,
  });
  host.onProblem((problem) => void problems.push(problem));
  const child = (): Child => {
    const last = children.at(-1);
    if (last === undefined) throw new Error('no process was started');
    return last;
  };
  return { host, children, child, timers, log, problems };
}

/** Lets everything run that waits for nothing but its turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('calls to the device process', () => {
  test('it is told where it lives before anything else', () => {
    expect(running().child().received).toEqual([{ kind: 'start', start }]);
  });

  test('each answer finds its call, in whatever order', async () => {
    const { host, child } = running();
    const first = host.call('mail.open', { id: 'm1' });
    const second = host.call('link.retryNow', undefined);
    const [one, two] = child().calls();
    const problem = { code: 'not-cached', field: null, message: 'x', retryAfterMs: null };
    child().says({ kind: 'answer', id: two?.id ?? -1, answer: { ok: true, value: null } });
    child().says({ kind: 'answer', id: one?.id ?? -1, answer: { ok: false, problem } });
    expect(await first).toEqual({ ok: false, problem });
    expect(await second).toEqual({ ok: true, value: null });
  });

  test('what is no message changes nothing and is logged', () => {
    const { child, log } = running();
    for (const nonsense of [null, 1, 'x', {}, { kind: 'other' }, { kind: 7 }])
      child().emit('message', nonsense);
    expect(log.lines).toHaveLength(6);
  });

  test('the key store is asked for it, and a refusal is passed on', async () => {
    const { child } = running();
    child().says({ kind: 'secret', id: 1, request: { job: 'backend' } });
    child().says({ kind: 'secret', id: 2, request: { job: 'encrypt', text: 'k' } });
    await turn();
    expect(child().received.slice(1)).toEqual([
      { kind: 'secret-done', id: 1, result: { ok: true, value: 'keychain' } },
      { kind: 'secret-done', id: 2, result: { ok: false, message: 'locked' } },
    ]);
  });
});

describe('G17: a notice is acknowledged once it was shown', () => {
  test('shown', async () => {
    const { child } = running();
    child().says({ kind: 'notice', notice: sampleNotice({ id: 'n7' }) });
    await turn();
    expect(child().calls()).toMatchObject([{ name: 'notices.shown', input: { id: 'n7' } }]);
  });
  test('not shown', async () => {
    const { child, log } = running(() => Promise.reject(new Error('no screen')));
    child().says({ kind: 'notice', notice: sampleNotice() });
    await turn();
    expect(child().calls()).toEqual([]);
    expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
  });
});

describe('a crash of the device process', () => {
  test('it is said, what waited is answered, and the process is started again', async () => {
    const { host, children, child, timers, problems } = running();
    const call = host.call('link.retryNow', undefined);
    child().emit('exit', 6);
    expect(await call).toMatchObject({
      ok: false,
      problem: { code: 'device-restarting', retryAfterMs: 1000 },
    });
    expect(await host.call('link.retryNow', undefined)).toMatchObject({ ok: false });
    expect(problems).toEqual([expect.stringContaining('code 6')]);
    timers.advance(1_000);
    expect(children).toHaveLength(2);
    child().says({ kind: 'snapshot', snapshot: sampleSnapshot() });
    expect(problems.at(-1)).toBeNull();
  });

  test('one that cannot start says why, and is ended', () => {
    const { child, problems } = running();
    child().says({ kind: 'failed', reason: 'the state folder cannot be written' });
    expect(child().killed).toBe(true);
    expect(problems).toEqual(['the state folder cannot be written']);
  });

  test('it comes back ever slower, never later than half a minute and a bit', () => {
    const { children, child, timers } = running();
    const delaysMs: number[] = [];
    for (let crash = 0; crash < 9; crash += 1) {
      const before = children.length;
      child().emit('exit', 6);
      let waitedMs = 0;
      while (children.length === before) {
        timers.advance(100);
        waitedMs += 100;
      }
      delaysMs.push(waitedMs);
    }
    expect(delaysMs).toEqual([1000, 1500, 2500, 4500, 8500, 16_500, 30_500, 30_500, 30_500]);
  });

  test('after a minute without a fault it starts from the beginning', () => {
    const { children, child, timers } = running();
    for (let crash = 0; crash < 5; crash += 1) {
      child().emit('exit', 6);
      timers.advance(31_000);
    }
    timers.advance(60_000);
    const before = children.length;
    child().emit('exit', 6);
    timers.advance(1_000);
    expect(children.length).toBe(before + 1);
  });
});

describe('house style 26: stopping', () => {
  test('it is asked to stop, and let go when it has answered', async () => {
    const { host, child, children, timers } = running();
    const stopped = host.stop();
    const [call] = child().calls();
    expect(call?.name).toBe('device.stop');
    expect(child().killed).toBe(false);
    child().says({ kind: 'answer', id: call?.id ?? -1, answer: { ok: true, value: null } });
    await stopped;
    timers.advance(3_600_000);
    expect(children).toHaveLength(1);
  });

  test('one that does not answer is killed after five seconds', async () => {
    const { host, child, timers } = running();
    const stopped = host.stop();
    timers.advance(4_999);
    expect(child().killed).toBe(false);
    timers.advance(1);
    expect(child().killed).toBe(true);
    await stopped;
  });

  test('one that waits for its restart is not started again', async () => {
    const { host, child, children, timers } = running();
    child().emit('exit', 6);
    await host.stop();
    timers.advance(3_600_000);
    expect(children).toHaveLength(1);
  });
});
