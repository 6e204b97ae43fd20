/** Opens the companion's window with everything that is decided elsewhere: its place, its looks, its guards. */
import { Notification, app, dialog, nativeTheme, screen } from 'electron';
import path from 'node:path';
import { MAIL_SCHEME } from './content-policy.ts';
import { createWindow } from './create-window.ts';
import { MAIN_PAGE, openMainWindow, titleBar, type MainWindow } from './main-window.ts';
import type { NavigationRules } from './navigation-guard.ts';
import type { ShellGround } from './shell-ground.ts';
import { placeFor } from './window-place.ts';
import { openWindowPlaceStore } from './window-place-store.ts';

export function openAppWindow(ground: ShellGround): MainWindow {
  const { lifecycle, log, session, places } = ground;
  const placeStore = openWindowPlaceStore(app.getPath('userData'), log);
  const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const dark = nativeTheme.shouldUseDarkColors;
  const rules = navigationRules(ground);
  const window = openMainWindow({
    create: (look) =>
      createWindow(look, { session, preloadFile: places.preloadFile, packaged: app.isPackaged }, rules),
    place: placeFor(placeStore.saved, workAreas),
    look: {
      ...titleBar(process.platform, dark),
      title: ground.text().appName,
      icon: path.join(places.iconFolder, 'app.png'),
      // What is seen until the page has painted.
      backgroundColor: dark ? '#1b1b1b' : '#f0f0f0',
    },
    hidden: ground.hidden,
    canHide: ground.desktop.hasTray,
    quitting: lifecycle.quitting,
    closedToTray: () => tellOnceAboutTray(ground),
    pageCrashed: (reason) => log.write('error', 'the page crashed and is loaded again', { reason }),
  });
  ground.desktop.onChange(() => {
    if (!ground.desktop.hasTray()) window.park();
  });
  lifecycle.keep({ name: 'window place', stop: () => placeStore.save(window.place()) });
  return window;
}

function navigationRules({ documents, log }: ShellGround): NavigationRules {
  return {
    isOwnPage: (url) => url === MAIN_PAGE,
    isFrameDocument: (url) => url.startsWith(`${MAIL_SCHEME}://`) && documents.find(url) !== null,
    refused: (what) => log.write('warn', 'refused', { what }),
  };
}

/** The first time a person closes the window they are told that the device goes on (experience, "Tray"). */
function tellOnceAboutTray({ settings, text, desktop, log }: ShellGround): void {
  if (settings.current().toldAboutTray) return;
  settings.change({ toldAboutTray: true });
  const { title, body: inTray, bodyWithoutTray, understood } = text().stillRunning;
  const body = desktop.hasTray() ? inTray : bodyWithoutTray;
  if (desktop.notifications() === 'allowed') {
    new Notification({ title, body }).show();
    return;
  }
  dialog
    .showMessageBox({ type: 'info', message: title, detail: body, buttons: [understood] })
    .catch((error: unknown) => {
      log.write('warn', 'the person could not be told that the app goes on', { error: String(error) });
    });
}
