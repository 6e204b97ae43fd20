/** The guarded door, generated: each call x bad sender x anything (security 17; bad inputs: ipc). */
import type { IpcMainInvokeEvent } from 'electron';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCallDoor, isTrusted, type CallHandlers } from '../../../electron/bridge/serve-calls.ts';
import { windowCalls, type WindowCall } from '../../../shared/bridge/calls.ts';
import { recordingLog, type RecordingLog } from '../recording-log.ts';

const trustedOrigin = 'app://main';
const names = Object.keys(windowCalls) as WindowCall[];

type Frame = NonNullable<IpcMainInvokeEvent['senderFrame']>;
const frame = (origin: string, parent: unknown = null): Frame => ({ origin, parent }) as unknown as Frame;
const page = frame(trustedOrigin);
/** A frame that has gone away throws at every look. */
const gone = new Proxy(frame('', null), {
  get() {
    throw new Error('Render frame was disposed before WebFrameMain could be accessed');
  },
});

const badSenders: readonly (readonly [string, Frame | null])[] = [
  ['no frame', null],
  ['a frame that is gone', gone],
  ['a mail inside the page', frame('null', page)],
  ['a mail frame that calls itself top', frame('mail-view://x')],
  ['the own origin, but inside another frame', frame(trustedOrigin, page)],
  ['a web page', frame('https://main')],
  ['a similar origin', frame('app://main.evil')],
  ['another host of the scheme', frame('app://other')],
  ['a file', frame('file://')],
  ['an opaque origin', frame('null')],
  ['an empty origin', frame('')],
];

interface Door {
  readonly answer: (sender: Frame | null, name: unknown, input: unknown) => Promise<unknown>;
  readonly reached: unknown[];
  readonly log: RecordingLog;
}

function door(
  handle: (input: unknown) => Promise<unknown> = async () => ({ ok: true, value: null }),
  closing = false,
): Door {
  const reached: unknown[] = [];
  const log = recordingLog();
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      (input: unknown) => {
        reached.push(input);
        return handle(input);
      },
    ]),
  ) as unknown as CallHandlers;
  const open = createCallDoor({ handlers, trustedOrigin, closing: () => closing, log });
  return { answer: (senderFrame, name, input) => open({ senderFrame }, name, input), reached, log };
}

const refusedWith = (code: string): unknown =>
  expect.objectContaining({ ok: false, problem: expect.objectContaining({ code }) as unknown });

describe('security 17: each call x bad sender x anything', () => {
  test.each(badSenders.flatMap(([what, sender]) => names.map((name) => [name, what, sender] as const)))(
    '%s from %s',
    async (name, _what, sender) => {
      const { answer, reached } = door();
      await fc.assert(
        fc.asyncProperty(fc.anything(), async (input) => {
          expect(await answer(sender, name, input)).toEqual(refusedWith('not-allowed'));
        }),
        { numRuns: 20 },
      );
      expect(reached).toEqual([]);
    },
  );

  test('only a frame without a parent and of the own origin is trusted', () => {
    expect(isTrusted(page, trustedOrigin)).toBe(true);
    for (const [, sender] of badSenders) expect(isTrusted(sender, trustedOrigin)).toBe(false);
  });
});

describe('security 17: each call x anything from the page itself', () => {
  test.each(names)('%s: a handler sees only what its schema allows', async (name) => {
    const { answer, reached } = door();
    const schema = windowCalls[name];
    await fc.assert(
      fc.asyncProperty(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withNullPrototype: true,
        }),
        async (input) => {
          const answered = await answer(page, name, input);
          expect(answered).toHaveProperty('ok');
        },
      ),
      { numRuns: 200 },
    );
    for (const input of reached) expect(schema.safeParse(input).success).toBe(true);
  });

  test('what is no call is refused, also by names that every object has', async () => {
    const { answer, reached } = door();
    const odd = fc.oneof(
      fc.constantFrom('__proto__', 'constructor', 'toString', 'mail.bytes', 'device.stop', 'notices.shown'),
      fc.anything(),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (name) => {
        fc.pre(typeof name !== 'string' || !Object.hasOwn(windowCalls, name));
        expect(await answer(page, name, undefined)).toEqual(refusedWith('unknown-call'));
      }),
    );
    expect(reached).toEqual([]);
  });
});

describe('bad inputs: ipc', () => {
  test('proto: the schema strips what it does not know', async () => {
    const { answer, reached } = door();
    await answer(page, 'mail.open', JSON.parse('{"id":"m1","__proto__":{"admin":true},"path":"../../x"}'));
    expect(reached).toEqual([{ id: 'm1' }]);
  });

  test('path-arg, url-arg: a call takes ids and addresses in their limits, nothing longer', async () => {
    const { answer } = door();
    expect(await answer(page, 'mail.savePart', { id: 'm1', index: '../../x' })).toEqual(
      refusedWith('bad-input'),
    );
    expect(await answer(page, 'link.open', { url: 'x'.repeat(2049) })).toEqual(refusedWith('bad-input'));
  });

  test('huge: refused before it is looked into', async () => {
    const { answer, reached } = door();
    const huge = 'x'.repeat(20_000_000);
    expect(await answer(page, 'mail.search', { text: huge, limit: 1 })).toEqual(refusedWith('too-large'));
    expect(await answer(page, 'mail.present', { id: 'm1', html: huge })).toEqual(refusedWith('too-large'));
    expect(
      await answer(page, 'mail.search', { text: 'x', limit: 1, more: new Array(50_000).fill(0) }),
    ).toEqual(refusedWith('too-large'));
    expect(await answer(page, 'mail.search', { text: 'x', limit: 1, more: new Uint8Array(50_000) })).toEqual(
      refusedWith('too-large'),
    );
    expect(reached).toEqual([]);
  });

  test('an endless input ends: one that contains itself', async () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(await door().answer(page, 'mail.open', loop)).toEqual(refusedWith('too-large'));
  });

  test('flood: more than 64 at once are told when to come back', async () => {
    const release: (() => void)[] = [];
    const { answer, reached } = door(
      () => new Promise((resolve) => release.push(() => resolve({ ok: true, value: null }))),
    );
    const calls = Array.from({ length: 100 }, () => answer(page, 'link.retryNow', undefined));
    expect(await calls[99]).toMatchObject({ ok: false, problem: { code: 'busy', retryAfterMs: 1000 } });
    expect(reached).toHaveLength(64);
    for (const go of release) go();
    await Promise.all(calls);
    const later = answer(page, 'link.retryNow', undefined);
    release.at(-1)?.();
    expect(await later).toMatchObject({ ok: true });
  });

  test('reentrant: while the app quits a call is refused quietly', async () => {
    const { answer, reached, log } = door(undefined, true);
    expect(await answer(page, 'link.retryNow', undefined)).toEqual(refusedWith('closing'));
    expect([reached, log.lines]).toEqual([[], []]);
  });

  test('a field at fault is named', async () => {
    const answered = await door().answer(page, 'session.signIn', {
      serviceUrl: 'x',
      email: '',
      password: 'p',
    });
    expect(answered).toMatchObject({ problem: { code: 'bad-input', field: 'email' } });
  });
});

describe('a handler that fails', () => {
  test.each([new TypeError('the password was hunter2'), new Error('hunter2')])(
    'answers, and tells nothing of what was sent: %s',
    async (error) => {
      const { answer, log } = door(() => new Promise((_resolve, reject) => reject(error)));
      expect(await answer(page, 'link.retryNow', undefined)).toEqual(refusedWith('internal'));
      expect(JSON.stringify(log.lines)).not.toContain('hunter2');
      expect(log.lines).toHaveLength(1);
    },
  );
});
