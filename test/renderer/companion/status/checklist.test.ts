/** Tests the eight items of the Status page: their order, what each finds, and what is left to do. */
import { describe, expect, test } from 'vitest';
import {
  checklist,
  countInOrder,
  countToDo,
  readinessOf,
  type ItemId,
} from '../../../../renderer/companion/status/checklist.ts';
import type { ShellView } from '../../../../shared/bridge/settings.ts';
import { toMs } from '../../../../shared/domain/instant.ts';
import { NOW } from '../../gallery/sample-mail.ts';
import { device, SCENARIOS, shell, type ScenarioName } from '../../gallery/sample-snapshots.ts';

const nowMs = toMs(NOW);
const itemsOf = (snapshot = device, view: ShellView = shell) => checklist(snapshot, view, nowMs, nowMs);
const found = (name: ScenarioName, id: ItemId) => itemsOf(SCENARIOS[name]).find((item) => item.id === id);

describe('experience, Status', () => {
  test('the items come in the order of the specification, all in order on a device that is ready', () => {
    const items = itemsOf();
    expect(items.map(({ id }) => id)).toEqual([
      'signed-in',
      'registered',
      'linked',
      'group',
      'permission',
      'cached-mode',
      'cache',
      'notifications',
    ]);
    expect(countInOrder(items)).toBe(8);
    expect(readinessOf(items)).toEqual({ kind: 'ready' });
  });

  test.each([
    ['memory', 'registered', 'memory', 'to-do'],
    ['offline', 'linked', 'lost', 'to-do'],
    ['polling', 'linked', 'polling', 'to-do'],
    ['troubled', 'group', 'none', 'to-do'],
    ['troubled', 'permission', 'no', 'to-do'],
    ['troubled', 'cached-mode', 'off', 'to-do'],
    ['troubled', 'cache', 'not-kept', 'note'],
    ['filling', 'cache', 'syncing', 'working'],
  ] as const)('%s: %s is %s, %s', (scenario, id, finding, state) => {
    expect(found(scenario, id)).toEqual({ id, finding, state });
  });

  test('cached mode off is one thing to do, not two: the cache follows it', () => {
    expect(countToDo(itemsOf(SCENARIOS.blocked))).toBe(1);
  });

  test('a cache that an administrator restricts to events is nobody’s fault', () => {
    const items = itemsOf({ ...device, cache: { state: 'off' } });
    expect(items.find(({ id }) => id === 'cache')).toMatchObject({ finding: 'restricted', state: 'note' });
  });

  test('before the service has told of the person, group and permission are not known, and nobody is told that all is well', () => {
    const items = itemsOf({ ...device, standing: null });
    expect(items.filter(({ state }) => state === 'unknown').map(({ id }) => id)).toEqual([
      'group',
      'permission',
    ]);
    expect(readinessOf(items)).toEqual({ kind: 'getting-ready' });
  });

  test('notifications: refused by the system, paused, and a pause that is over', () => {
    const paused = (until: string): ShellView => ({
      ...shell,
      settings: { ...shell.settings, notificationsPausedUntil: until },
    });
    const stateOf = (view: ShellView) =>
      itemsOf(device, view).find(({ id }) => id === 'notifications')?.finding;
    expect(stateOf({ ...shell, notifications: 'no-server' })).toBe('no-server');
    expect(stateOf(paused('2026-03-10T13:00:00.000Z'))).toBe('paused');
    expect(stateOf(paused('2026-03-10T12:00:00.000Z'))).toBe('ok');
  });
});
