/** What the desktop can do is tried on a real D-Bus, and what changes there is known without a new start. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { busSocket } from '../../../../electron/shell/desktop/bus-address.ts';
import { notificationsStanding, trayIsThere } from '../../../../electron/shell/desktop/capability.ts';
import {
  createDesktopStanding,
  type DesktopStanding,
} from '../../../../electron/shell/desktop/desktop-standing.ts';
import {
  notificationServer,
  openDesktopBus,
  trayWatcher,
  type DesktopBus,
} from '../../../fakes/desktop-bus.ts';

const SERVER = 'org.freedesktop.Notifications';
const WATCHER = 'org.kde.StatusNotifierWatcher';

function standingAt(address: string | undefined): DesktopStanding {
  const standing = createDesktopStanding({
    supported: () => true,
    platform: 'linux',
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    after: () => () => undefined,
  });
  onTestFinished(standing.stop);
  return standing;
}

async function onBus(run: (bus: DesktopBus) => Promise<void>): Promise<boolean> {
  const bus = await openDesktopBus();
  if (bus === null) return false;
  try {
    await run(bus);
    return true;
  } finally {
    await bus.close();
  }
}

const said = ({ notifications, hasTray }: DesktopStanding) => ({ tells: notifications(), tray: hasTray() });
const none = { tells: 'no-server', tray: false };

describe.runIf(process.platform === 'linux')('a desktop', () => {
  test.each([undefined, 'disabled:', 'unix:path=/nowhere/bus', 'tcp:host=127.0.0.1,port=1'])(
    'without a bus (%s) shows nothing',
    async (address) => {
      const standing = standingAt(address);
      await expect.poll(() => said(standing)).toEqual(none);
    },
  );

  test('that gets, loses and refuses: each at once', async ({ skip }) => {
    const ran = await onBus(async (bus) => {
      const standing = standingAt(bus.address);
      await expect.poll(() => said(standing)).toEqual(none);

      const endServer = await bus.serve(
        SERVER,
        notificationServer(() => true),
      );
      await expect.poll(() => said(standing)).toEqual({ tells: 'allowed', tray: false });
      standing.noteNotification('failed');
      expect(said(standing).tells).toBe('failed');
      standing.noteNotification('shown');
      expect(said(standing).tells).toBe('allowed');

      // A watcher on which no panel shows icons (GNOME with half an extension) is none.
      const endWatcher = await bus.serve(WATCHER, trayWatcher(false));
      await expect.poll(() => said(standing)).toEqual({ tells: 'allowed', tray: false });
      endWatcher();
      await bus.serve(WATCHER, trayWatcher(true));
      await expect.poll(() => said(standing)).toEqual({ tells: 'allowed', tray: true });
      standing.noteTray(false);
      expect(said(standing).tray).toBe(false);

      endServer();
      await expect.poll(() => said(standing).tells).toBe('no-server');
    });
    if (!ran) skip('no dbus-daemon');
  });

  test('whose bus goes away', async ({ skip }) => {
    let standing: DesktopStanding | null = null;
    const ran = await onBus(async (bus) => {
      await bus.serve(
        SERVER,
        notificationServer(() => true),
      );
      standing = standingAt(bus.address);
      await expect.poll(() => standing?.notifications()).toBe('allowed');
    });
    if (!ran) skip('no dbus-daemon');
    await expect.poll(() => standing?.notifications()).toBe('no-server');
  });
});

test('the rule, whole', () => {
  const servers = ['answers', 'absent', 'not-asked'] as const;
  const table = servers.map((server) =>
    (['shown', 'failed', null] as const).map((last) => notificationsStanding(true, server, last)),
  );
  expect(table).toEqual([
    ['allowed', 'failed', 'allowed'],
    ['no-server', 'no-server', 'no-server'],
    ['allowed', 'failed', 'allowed'],
  ]);
  expect(servers.map((server) => notificationsStanding(false, server, 'shown'))).toEqual(
    servers.map(() => 'no-server'),
  );
  expect(servers.map((host) => trayIsThere(true, host))).toEqual([true, false, true]);
  expect(servers.map((host) => trayIsThere(false, host))).toEqual([false, false, false]);
});

test.each([
  ['unix:path=/run/user/0/bus,guid=1', '/run/user/0/bus'],
  ['unix:abstract=/tmp/dbus-x,guid=1', '\0/tmp/dbus-x'],
  ['tcp:host=a,port=1;unix:path=/b%2cc', '/b,c'],
  ['disabled:', null],
  ['autolaunch:', null],
])('the address %s is the socket %j', (address, socket) => {
  expect(busSocket({ DBUS_SESSION_BUS_ADDRESS: address })).toBe(socket);
});

test('without an address the bus is the one of the session’s own folder', () => {
  expect(busSocket({ XDG_RUNTIME_DIR: '/run/user/7' })).toBe('/run/user/7/bus');
  expect(busSocket({})).toBe(null);
});
