/** A notice is shown once it was on screen, and not before (product 3, G17, G19). */
import { EventEmitter } from 'node:events';
import type { Notification, NotificationConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { createNotifier, type NotifierDeps } from '../../../electron/shell/notifier.ts';
import { english } from '../../../electron/shell/text/english.ts';
import type { Notice } from '../../../shared/domain/notice.ts';
import { createEmitter } from '../../../shared/lib/emitter.ts';
import { NOW, sampleNotice } from '../sample-snapshot.ts';

const nowMs = Date.parse(NOW);

/** Stands for the system's notification service: keeps what it is given, and speaks when told to. */
function desktop(changes: Partial<NotifierDeps> = {}) {
  const shown: (EventEmitter & { options: NotificationConstructorOptions; calls: number })[] = [];
  const windowChanged = createEmitter<null>();
  const opened: Notice[] = [];
  const failures: string[] = [];
  let visible = false;
  const notifier = createNotifier({
    supported: () => true,
    create(options) {
      const notification = Object.assign(new EventEmitter(), {
        options,
        calls: 0,
        show() {
          notification.calls += 1;
        },
      });
      shown.push(notification);
      return notification as unknown as Notification;
    },
    pausedUntil: () => null,
    nowMs: () => nowMs,
    windowVisible: () => visible,
    onWindowChange: (listener) => windowChanged.subscribe(listener),
    text: () => english,
    platform: 'linux',
    open: (notice) => void opened.push(notice),
    shown: () => undefined,
    failed: (reason) => void failures.push(reason),
    ...changes,
  });
  return {
    notifier,
    shown,
    opened,
    failures,
    showWindow: (): void => {
      visible = true;
      windowChanged.emit(null);
    },
  };
}

/** Whether a promise has resolved once everything that could run has run. */
async function settled(promise: Promise<void>): Promise<boolean> {
  const waiting = Symbol('waiting');
  const turn = new Promise((resolve) => setImmediate(() => resolve(waiting)));
  return (await Promise.race([promise, turn])) !== waiting;
}

describe('product 3: notices as notifications', () => {
  test('the description is the title, the message the text', () => {
    const { notifier, shown } = desktop();
    void notifier.show(sampleNotice({ description: 'Munich', text: 'Use the companion' }));
    expect(shown.map(({ options, calls }) => ({ options, calls }))).toEqual([
      { options: { title: 'Munich', body: 'Use the companion' }, calls: 1 },
    ]);
  });

  test.each(['start', 'end', 'blocked', 'left'] as const)(
    'without a message, %s says it in our words',
    (kind) => {
      const { notifier, shown } = desktop();
      void notifier.show(sampleNotice({ kind, text: '' }));
      expect(shown[0]?.options.body).toBe(english.noticeWithoutText[kind]);
    },
  );

  test('G19: on Linux, where the body is markup, a message stays plain text', () => {
    const { notifier, shown } = desktop();
    void notifier.show(sampleNotice({ text: '<img src="https://evil.example/x"> & <a href="x">' }));
    expect(shown[0]?.options.body).toBe('&lt;img src="https://evil.example/x"&gt; &amp; &lt;a href="x"&gt;');
  });

  test('elsewhere it is passed on as it is', () => {
    const { notifier, shown } = desktop({ platform: 'win32' });
    void notifier.show(sampleNotice({ text: 'a < b' }));
    expect(shown[0]?.options.body).toBe('a < b');
  });

  test('a click opens the app on the notice', () => {
    const { notifier, shown, opened } = desktop();
    const notice = sampleNotice();
    void notifier.show(notice);
    shown[0]?.emit('click');
    expect(opened).toEqual([notice]);
  });
});

describe('G17: shown only once it was on screen', () => {
  test('with the system’s word', async () => {
    const { notifier, shown } = desktop();
    const done = notifier.show(sampleNotice());
    expect(await settled(done)).toBe(false);
    shown[0]?.emit('show');
    expect(await settled(done)).toBe(true);
  });

  test('a system that says nothing: once the window is in sight', async () => {
    const { notifier, showWindow } = desktop();
    const done = notifier.show(sampleNotice());
    expect(await settled(done)).toBe(false);
    showWindow();
    expect(await settled(done)).toBe(true);
  });

  test('a system that refuses: not before the window is in sight', async () => {
    const { notifier, shown, failures, showWindow } = desktop();
    const done = notifier.show(sampleNotice());
    shown[0]?.emit('failed', {}, 'no service');
    expect(await settled(done)).toBe(false);
    expect(failures).toEqual(['no service']);
    showWindow();
    expect(await settled(done)).toBe(true);
  });

  test.each<[string, Partial<NotifierDeps>]>([
    ['no notification service', { supported: () => false }],
    ['paused until later', { pausedUntil: () => new Date(nowMs + 1).toISOString() }],
  ])('%s: nothing pops up, and it counts once the window is in sight', async (_what, changes) => {
    const { notifier, shown, showWindow } = desktop(changes);
    const done = notifier.show(sampleNotice());
    expect(shown).toEqual([]);
    expect(await settled(done)).toBe(false);
    showWindow();
    expect(await settled(done)).toBe(true);
  });

  test('a pause that is over pauses nothing', () => {
    const { notifier, shown } = desktop({ pausedUntil: () => new Date(nowMs).toISOString() });
    void notifier.show(sampleNotice());
    expect(shown).toHaveLength(1);
  });

  test('product 3: what ran while the device was offline is a quiet line, never a notification', async () => {
    const { notifier, shown } = desktop();
    expect(await settled(notifier.show(sampleNotice({ kind: 'missed' })))).toBe(true);
    expect(shown).toEqual([]);
  });
});
