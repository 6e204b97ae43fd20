/** The device process's answers to the shell, and notices that wait to be shown. */
import { describe, expect, test } from 'vitest';
import { createNoticeGate } from '../../../electron/bridge/notice-gate.ts';
import { isFromDevice, isToDevice, type FromDevice } from '../../../electron/bridge/process-messages.ts';
import { createShellServer, type DeviceProcessHandlers } from '../../../electron/bridge/serve-shell.ts';
import { deviceProcessCalls } from '../../../shared/bridge/calls.ts';
import { recordingLog } from '../recording-log.ts';
import { sampleNotice } from '../sample-snapshot.ts';

function serving(handle: (name: string, input: unknown) => Promise<unknown>) {
  const sent: FromDevice[] = [];
  const log = recordingLog();
  const handlers = Object.fromEntries(
    Object.keys(deviceProcessCalls).map((name) => [name, (input: unknown) => handle(name, input)]),
  ) as unknown as DeviceProcessHandlers;
  return { serve: createShellServer(handlers, (message) => void sent.push(message), log), sent, log };
}

describe('answers', () => {
  test('each call is answered by its number', async () => {
    const { serve, sent } = serving(async (name, input) => ({ ok: true, value: [name, input] }));
    await serve({ kind: 'call', id: 7, name: 'mail.open', input: { id: 'm1' } });
    expect(sent).toEqual([
      { kind: 'answer', id: 7, answer: { ok: true, value: ['mail.open', { id: 'm1' }] } },
    ]);
  });

  test('a failure is an answer, and the log tells nothing of the input', async () => {
    const { serve, sent, log } = serving(() => Promise.reject(new RangeError('the password was hunter2')));
    await serve({ kind: 'call', id: 8, name: 'link.retryNow', input: undefined });
    expect(sent).toMatchObject([
      { kind: 'answer', id: 8, answer: { ok: false, problem: { code: 'internal' } } },
    ]);
    expect(log.lines).toEqual([
      { level: 'error', message: 'a call failed', fields: { name: 'link.retryNow', kind: 'RangeError' } },
    ]);
  });
});

describe('G17: a notice counts as shown when the shell says so', () => {
  test('not before, and only that one', async () => {
    const handed: string[] = [];
    const shown: string[] = [];
    const gate = createNoticeGate(({ id }) => void handed.push(id));
    const waiting = ['n1', 'n2'].map((id) =>
      gate.notifier.show(sampleNotice({ id })).then(() => void shown.push(id)),
    );
    gate.shown('n3');
    gate.shown('n2');
    await waiting[1];
    expect([handed, shown]).toEqual([['n1', 'n2'], ['n2']]);
  });
});

test.each([null, undefined, 1, 'call', [], {}, { kind: 1 }, { kind: 'snapshots' }, { kind: '__proto__' }])(
  '%j is no message for either side',
  (message) => {
    expect([isToDevice(message), isFromDevice(message)]).toEqual([false, false]);
  },
);
