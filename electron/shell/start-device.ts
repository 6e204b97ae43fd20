/** Starts the device in a process of its own and connects it with the window, the notifications, the key store and the system's signals. */
import { hostname } from 'node:os';
import path from 'node:path';
import { Notification, app, net, powerMonitor, utilityProcess } from 'electron';
import { authorityFile } from './authority-setting.ts';
import { startDeviceHost, type DeviceHost } from './device-host.ts';
import type { MainWindow } from './main-window.ts';
import { createNotifier, type ShellNotifier } from './notifier.ts';
import { listenForPower } from './power-signals.ts';
import type { ShellGround } from './shell-ground.ts';
import { createSystemRoutes } from './system-routes.ts';
import { after, every } from './timers.ts';

export function startDevice(ground: ShellGround, window: MainWindow): DeviceHost {
  const { places, publisher, view, lifecycle, session, passwords, log } = ground;
  const notifier = notifierFor(ground, window);
  const device = startDeviceHost({
    fork: () => utilityProcess.fork(places.deviceProcessFile, [], { serviceName: 'Continuity device' }),
    start: {
      stateDir: path.join(app.getPath('userData'), 'device'),
      deviceName: hostname(),
      platform: process.platform,
      appVersion: app.getVersion(),
      authorityFile: ground.organisation.settings.ca ?? authorityFile(app.getPath('userData'), process.env),
      // From a checkout only: the demo's service may come back on another port.
      serviceUrl: app.isPackaged ? null : (process.env['CONTINUITY_SERVICE'] ?? null),
    },
    secrets: ground.secrets,
    findRoutes: createSystemRoutes({ resolveProxy: (url) => session.resolveProxy(url), passwords, log }),
    showNotice: notifier.show,
    schedule: after,
    chance: Math.random,
    log,
  });
  device.onSnapshot(publisher.setDevice);
  device.onProblem(view.setDeviceProblem);
  const stopListening = listenForPower({ powerMonitor, isOnline: () => net.isOnline(), every }, (signal) => {
    void device.call('power.signal', signal);
  });
  lifecycle.keep({ name: 'device', stop: device.stop });
  lifecycle.keep({
    name: 'power signals',
    async stop() {
      stopListening();
    },
  });
  return device;
}

function notifierFor({ settings, text, view, desktop, log }: ShellGround, window: MainWindow): ShellNotifier {
  return createNotifier({
    supported: () => desktop.notifications() !== 'no-server',
    create: (options) => new Notification(options),
    pausedUntil: () => settings.current().notificationsPausedUntil,
    nowMs: Date.now,
    windowVisible: window.visible,
    onWindowChange: window.onChange,
    text,
    platform: process.platform,
    open(notice) {
      window.show();
      view.goTo('notices', notice.id);
    },
    shown: () => desktop.noteNotification('shown'),
    failed(reason) {
      log.write('warn', 'the system did not show a notification', { reason });
      desktop.noteNotification('failed');
    },
  });
}
