/** The sync against a scripted mailbox: what it fetches, in what order, and what it does when things break. */
import { describe, expect, test } from 'vitest';
import { StoreError } from '../../../../electron/device/ports.ts';
import { DAY_MS, fromMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../shared/domain/instant.ts';
import { ACCOUNT, BASE_URL, OTHER_ACCOUNT, rawMail } from './jmap-server.ts';
import { memoryHarness, NOW_MS, served, servedMany } from './sync-harness.ts';

describe('mailbox sync', () => {
  test('caches the whole window byte for byte, newest first (product 4, G26)', async () => {
    const { server, sync, store, complete } = memoryHarness();
    const mails = servedMany(60);
    server.put(...mails);
    sync.start();
    await complete();
    expect(store.putOrder()).toEqual(mails.map(({ id }) => id));
    expect(sync.view()).toMatchObject({
      messages: 60,
      unread: 60,
      expected: 60,
      completeAt: fromMs(NOW_MS),
      problem: null,
    });
    for (const mail of mails) {
      expect(Buffer.from((await store.raw(mail.id)) ?? []).toString()).toBe(rawMail(mail));
    }
    expect((await store.search('m17', 5)).map(({ id }) => id)).toEqual(['m17']);
  });

  test('what arrived since the event began comes before everything else (product 4)', async () => {
    const { server, sync, store, settings, complete } = memoryHarness();
    server.put(
      served('sent-now', MINUTE_MS, { mailbox: 'sent' }),
      served('arrived-now', 2 * MINUTE_MS),
      served('arrived-earlier', 3 * HOUR_MS),
      served('sent-since', HOUR_MS, { mailbox: 'sent' }),
      served('arrived-since', 90 * MINUTE_MS),
    );
    settings.prioritySinceMs = NOW_MS - 2 * HOUR_MS;
    sync.start();
    await complete();
    expect(store.putOrder()).toEqual([
      'arrived-now',
      'arrived-since',
      'sent-now',
      'sent-since',
      'arrived-earlier',
    ]);
  });

  test('after a hint, one round trip brings what is new, and only that (sync 2, 8)', async () => {
    const { server, clock, sync, store, until, complete } = memoryHarness();
    server.put(...servedMany(3));
    sync.start();
    await complete();
    const before = server.log.length;
    server.put(served('new', 0));
    server.put(served('m1', HOUR_MS, { seen: true, subject: 'About m1' }));
    server.destroy('m2');
    sync.hint();
    clock.advance(100);
    await until(() => store.putOrder().includes('new'));
    await until(() => server.log.length > before);
    await complete();
    expect(server.log.slice(before).filter((line) => line.startsWith('download'))).toEqual(['download new']);
    expect(server.log.slice(before)).not.toContain('Email/query');
    expect(await store.ids()).toEqual(new Set(['m0', 'm1', 'new']));
    expect((await store.row('m1'))?.unread).toBe(false);
  });

  test('more changes than one answer holds', async () => {
    const { server, clock, sync, store, until, complete } = memoryHarness();
    sync.start();
    await complete();
    server.put(...servedMany(250));
    sync.hint();
    clock.advance(100);
    await until(() => store.putOrder().length === 250);
    expect(new Set(store.putOrder()).size).toBe(250);
  });

  test('compares everything when the service cannot tell the changes any more (RFC 8620 5.2)', async () => {
    const { server, clock, sync, store, until, complete } = memoryHarness();
    server.put(...servedMany(5));
    sync.start();
    await complete();
    server.destroy('m3');
    server.put(served('m1', HOUR_MS, { seen: true }), served('new', 0));
    server.forgetChanges();
    sync.hint();
    clock.advance(100);
    await until(() => store.putOrder().includes('new'));
    await complete();
    expect(await store.ids()).toEqual(new Set(['m0', 'm1', 'm2', 'm4', 'new']));
    expect((await store.row('m1'))?.unread).toBe(false);
    expect(store.putOrder()).toHaveLength(6);
  });

  test('a run cut off anywhere goes on where it was, without storing anything twice (sync 10)', async () => {
    const { server, sync, store, until, complete } = memoryHarness();
    server.put(...servedMany(100));
    let downloads = 0;
    let stops = 0;
    server.onDownload(() => {
      downloads += 1;
      if (downloads % 31 !== 0) return;
      stops += 1;
      void sync.stop();
    });
    while ((await store.ids()).size < 90) {
      sync.start();
      await until(() => sync.view().state !== 'syncing' && sync.view().state !== 'waiting');
    }
    sync.start();
    await complete();
    expect(stops).toBeGreaterThanOrEqual(3);
    expect((await store.ids()).size).toBe(100);
    expect(new Set(store.putOrder()).size).toBe(store.putOrder().length);
  });

  test('fetches again what the store has lost, though nothing changed at the service (sync 8, G39)', async () => {
    const { server, clock, sync, store, until, complete } = memoryHarness();
    server.put(...servedMany(4));
    sync.start();
    await complete();
    await store.remove(['m2']);
    sync.hint();
    clock.advance(100);
    await until(() => store.putOrder().filter((id) => id === 'm2').length === 2);
    expect((await store.ids()).size).toBe(4);
  });

  test('another account begins with an empty store (sync 12)', async () => {
    const { server, sync, store, settings, complete } = memoryHarness();
    server.put(...servedMany(2));
    sync.start();
    await complete();
    await sync.stop();
    server.destroy('m1');
    settings.access = { apiBaseUrl: BASE_URL, token: 'token', accountId: OTHER_ACCOUNT };
    sync.start();
    await complete();
    expect(await store.ids()).toEqual(new Set(['m0']));
    expect(store.putOrder()).toEqual(['m0', 'm1', 'm0']);
    expect(JSON.parse((await store.syncState()) ?? '{}')).toMatchObject({ accountId: OTHER_ACCOUNT });
  });

  test('an account that is not ours to read is refused, not guessed at', async () => {
    const { sync, settings, failed } = memoryHarness();
    settings.access = { apiBaseUrl: BASE_URL, token: 'token', accountId: 'nobody' };
    sync.start();
    await failed('not-allowed');
  });
});

describe('the rolling window', () => {
  test('leaves behind what is older than five days of service time (G25)', async () => {
    const { server, clock, sync, store, serviceMs, until, complete } = memoryHarness();
    server.put(
      served('old', 5 * DAY_MS - HOUR_MS),
      served('new', HOUR_MS),
      served('too-old', 5 * DAY_MS + 1),
    );
    sync.start();
    await complete();
    expect(await store.ids()).toEqual(new Set(['old', 'new']));
    serviceMs.offset += 2 * HOUR_MS;
    clock.advance(5 * MINUTE_MS);
    await until(() => sync.view().state === 'complete' && 'messages' in sync.view());
    await until(() => store.putOrder().length === 2);
    await expect.poll(() => store.ids()).toEqual(new Set(['new']));
  });

  test('a clock ten days fast empties nothing before the service has answered (G5, sync 7)', async () => {
    const { server, clock, sync, store, serviceMs, settings, failed, complete } = memoryHarness();
    server.put(...servedMany(3));
    sync.start();
    await complete();
    settings.access = null;
    serviceMs.offset += 10 * DAY_MS;
    sync.hint();
    clock.advance(100);
    await failed('service-unreachable');
    expect((await store.ids()).size).toBe(3);
    // Nothing is missing for all that is known, and the view says how old that is (sync 13).
    expect(sync.view()).toMatchObject({ state: 'complete', problem: 'service-unreachable' });
  });

  test('the wall clock changes nothing (G5)', async () => {
    const { server, clock, sync, store, complete } = memoryHarness();
    server.put(...servedMany(3));
    sync.start();
    await complete();
    clock.setWall(NOW_MS + 3650 * DAY_MS);
    clock.advance(5 * MINUTE_MS);
    await complete();
    clock.setWall(NOW_MS - 3650 * DAY_MS);
    clock.advance(5 * MINUTE_MS);
    await complete();
    expect((await store.ids()).size).toBe(3);
  });
});

describe('trouble', () => {
  test('a full disk is told, older mail makes room for newer, and the sync recovers by itself (G22)', async () => {
    const { server, clock, sync, store, failed, complete } = memoryHarness();
    server.put(...servedMany(3));
    sync.start();
    await complete();
    store.refuseWith(new StoreError('disk-full', 'no space'));
    server.put(served('new', 0));
    sync.hint();
    clock.advance(100);
    await failed('disk-full');
    store.refuseWith(null);
    clock.advance(MINUTE_MS);
    await complete();
    expect(await store.ids()).toContain('new');
    expect(sync.view()).toMatchObject({ problem: null });
  });

  test.each([
    ['unreachable', { kind: 'unreachable', message: 'down' }, 'service-unreachable'],
    ['a token that ran out', status(401), 'service-unreachable'],
    ['not allowed', status(403), 'not-allowed'],
    ['an error of the service', status(500), 'service-unreachable'],
    ['a page of something else', { ...status(200), body: Buffer.from('<html>') }, 'service-unreachable'],
  ] as const)('%s: told, and tried again later', async (_name, answer, problem) => {
    const { server, clock, sync, failed, complete } = memoryHarness();
    server.put(...servedMany(2));
    server.answerWith(answer);
    sync.start();
    await failed(problem);
    server.answerWith(null);
    clock.advance(MINUTE_MS);
    await complete();
  });

  test('waits as long as the service asks for, whatever hints come (sync 4)', async () => {
    const { server, clock, sync, failed, complete } = memoryHarness();
    server.answerWith({ ...status(429), headers: { 'retry-after': '30' } });
    sync.start();
    await failed('service-unreachable');
    server.answerWith(null);
    sync.hint();
    clock.advance(29 * SECOND_MS);
    expect(server.log).toEqual([]);
    clock.advance(2 * SECOND_MS);
    await complete();
  });

  test('never sends the token elsewhere, whatever the session says', async () => {
    const { server, sync, failed } = memoryHarness();
    const session = {
      apiUrl: 'http://elsewhere.test/api',
      uploadUrl: `${BASE_URL}/u`,
      downloadUrl: `${BASE_URL}/d`,
      capabilities: { 'urn:ietf:params:jmap:core': { maxObjectsInGet: 5 } },
      accounts: { [ACCOUNT]: {} },
    };
    server.answerWith({ ...status(200), body: Buffer.from(JSON.stringify(session)) });
    sync.start();
    await failed('service-unreachable');
    expect(server.log).toEqual([]);
  });

  test('mail that is gone before it is fetched is no failure', async () => {
    const { server, sync, store, complete } = memoryHarness();
    server.put(...servedMany(3));
    server.onDownload((id) => {
      if (id === 'm0') server.destroy('m1');
    });
    sync.start();
    await complete();
    expect((await store.ids()).size).toBeLessThanOrEqual(3);
    expect(await store.ids()).toContain('m2');
  });
});

function status(code: number) {
  return { kind: 'answered', status: code, headers: {}, body: new Uint8Array() } as const;
}
