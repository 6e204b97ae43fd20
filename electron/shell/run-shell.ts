/** Builds the running app once Electron is ready, in order: preferences, window, device, tray, and the door between them. */
import { app, ipcMain, nativeTheme } from 'electron';
import { sendUpdates } from '../bridge/window-updates.ts';
import { installAppMenu } from './app-menu.ts';
import { createAutostart } from './autostart.ts';
import { APP_ORIGIN } from './content-policy.ts';
import { createDemoSignIn, demoPerson } from './demo-sign-in.ts';
import type { DeviceHost } from './device-host.ts';
import type { MainWindow } from './main-window.ts';
import { openAppWindow } from './open-app-window.ts';
import { createOpenConsole } from './open-console.ts';
import { openDoor } from './open-door.ts';
import { layGround, type ShellGround, type ShellStart } from './shell-ground.ts';
import { showTray } from './show-tray.ts';
import { startDevice } from './start-device.ts';

export function runShell(start: ShellStart): void {
  const ground = layGround(start);
  const window = openAppWindow(ground);
  sendUpdates(ipcMain, window.contents, ground.publisher, APP_ORIGIN);
  const device = startDevice(ground, window);
  const openConsole = createOpenConsole(ground);
  openDoor(ground, window, device, openConsole);
  showTray(ground, window, openConsole);
  installAppMenu(process.platform, app.isPackaged);
  followTheSystem(ground, window);
  runDemo(device);
  followLinks(ground, window);
  app.on('activate', window.show);
}

/** A second start, the link of one, and macOS's own way to hand one over: the window comes to the front, and asks. */
function followLinks({ argv, enrolment }: ShellGround, window: MainWindow): void {
  app.on('second-instance', (_event, words: readonly string[]) => {
    enrolment.takeFrom(words);
    window.show();
  });
  enrolment.onQuestion(window.show);
  app.on('open-url', (event, link) => {
    event.preventDefault();
    enrolment.takeFrom([link]);
  });
  enrolment.takeFrom(argv);
}

/** Theme, contrast and preferences: the window is told of each change, and the system of those that concern it. */
function followTheSystem({ settings, organisation, view, log }: ShellGround, window: MainWindow): void {
  const autostart = createAutostart(app, process.platform);
  nativeTheme.themeSource = settings.current().theme;
  nativeTheme.on('updated', view.refresh);
  window.onChange(() => view.setMaximised(window.maximised()));
  const set = organisation.settings.openAtLogin;
  let { openAtLogin } = settings.current();
  const follow = (enabled: boolean): void => {
    autostart.set(enabled).catch((error: unknown) => {
      log.write('error', 'starting at log-in cannot be changed', { error: String(error) });
    });
  };
  if (set !== null) follow(set);
  settings.subscribe((changed) => {
    nativeTheme.themeSource = changed.theme;
    view.refresh();
    if (set !== null || changed.openAtLogin === openAtLogin) return;
    openAtLogin = changed.openAtLogin;
    follow(openAtLogin);
  });
}

function runDemo(device: DeviceHost): void {
  const person = demoPerson(process.env, app.isPackaged);
  if (person === null) return;
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  device.onSnapshot(createDemoSignIn({ person, call: device.call, say }));
}
