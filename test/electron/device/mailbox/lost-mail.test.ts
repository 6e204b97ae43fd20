/** A service that loses much mail at once destroys no copy; what is destroyed one by one goes (sync 15, G45). */
import { describe, expect, test } from 'vitest';
import { isLossOfMany } from '../../../../electron/device/mailbox/gone-mail.ts';
import { DAY_MS, HOUR_MS } from '../../../../shared/domain/instant.ts';
import { memoryHarness, served, servedMany } from './sync-harness.ts';

type Harness = ReturnType<typeof memoryHarness>;

/** One more message comes with whatever else has happened, so that the look at it is known to be over. */
async function look({ server, clock, sync, store, until, complete }: Harness, marker: string): Promise<void> {
  server.put(served(marker, 0));
  sync.hint();
  clock.advance(100);
  await until(() => store.putOrder().includes(marker));
  await complete();
}

async function filled(count: number): Promise<{ harness: Harness; ids: readonly string[] }> {
  const harness = memoryHarness();
  const mails = servedMany(count);
  harness.server.put(...mails);
  harness.sync.start();
  await harness.complete();
  return { harness, ids: mails.map(({ id }) => id) };
}

describe('sync 15: many that are gone at once', () => {
  test('stay, also when everything is compared, and leave as the window passes them', async () => {
    const { harness, ids } = await filled(6);
    const { server, store, clock, sync, serviceMs } = harness;
    server.destroy(...ids);
    await look(harness, 'one');
    expect(await store.ids()).toEqual(new Set([...ids, 'one']));
    expect(harness.problems).toContain('the service has lost many messages at once: they are kept here');
    server.forgetChanges();
    await look(harness, 'two');
    await sync.stop();
    sync.start();
    await look(harness, 'three');
    expect(await store.ids()).toEqual(new Set([...ids, 'one', 'two', 'three']));
    serviceMs.offset += 5 * DAY_MS - 2 * HOUR_MS - HOUR_MS / 2;
    sync.hint();
    clock.advance(100);
    await expect.poll(() => store.ids()).toEqual(new Set(['m0', 'm1', 'm2', 'one', 'two', 'three']));
  });

  test('of a large mailbox: twenty are many, also over several answers', async () => {
    const { harness, ids } = await filled(250);
    harness.server.destroy(...ids.slice(100));
    await look(harness, 'marker');
    expect((await harness.store.ids()).size).toBe(251);
  });

  test('one by one they go, and the rolling window takes any number', async () => {
    const { harness, ids } = await filled(6);
    const { server, store, serviceMs } = harness;
    for (const [index, id] of ids.slice(0, 3).entries()) {
      server.destroy(id);
      await look(harness, `marker${String(index)}`);
    }
    expect((await store.ids()).has('m0')).toBe(false);
    expect((await store.ids()).size).toBe(6);
    serviceMs.offset += 6 * DAY_MS;
    server.destroy(...ids.slice(3), 'marker0', 'marker1', 'marker2');
    harness.sync.hint();
    harness.clock.advance(100);
    await expect.poll(async () => (await store.ids()).size).toBe(0);
    expect(harness.problems).toEqual([]);
  });

  test('what the service has again is like any other', async () => {
    const { harness, ids } = await filled(4);
    const { server, store } = harness;
    server.destroy(...ids);
    await look(harness, 'one');
    server.put(...servedMany(4));
    await look(harness, 'two');
    server.destroy('m1');
    await look(harness, 'three');
    expect(await store.ids()).toEqual(new Set(['m0', 'm2', 'm3', 'one', 'two', 'three']));
  });
});

test.each([
  [1, 1, false],
  [2, 2, true],
  [2, 4, false],
  [3, 5, true],
  [19, 1000, false],
  [20, 1000, true],
])('%i of %i lost: many is %s', (lost, held, isMany) => {
  expect(isLossOfMany(lost, held)).toBe(isMany);
});
