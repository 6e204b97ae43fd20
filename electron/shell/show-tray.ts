/** Keeps the tray icon in step with what is true. */
import { app, nativeTheme } from 'electron';
import type { WindowUpdate } from '../../shared/bridge/window-api.ts';
import type { MainWindow } from './main-window.ts';
import type { ShellGround } from './shell-ground.ts';
import { createTray } from './tray.ts';
import { trayState } from './tray-state.ts';

const pauseMs = 60 * 60 * 1000;

export function showTray(
  { places, publisher, settings, text, lifecycle, desktop, log }: ShellGround,
  window: MainWindow,
  openConsole: () => Promise<boolean>,
): void {
  const tray = createTray(places.iconFolder, {
    open: window.show,
    openConsole() {
      openConsole()
        // Without a service there is none: the window is where one is signed in to.
        .then((opened) => (opened ? undefined : window.show()))
        .catch((error: unknown) =>
          log.write('warn', 'the console could not be opened', { error: String(error) }),
        );
    },
    pauseNotifications(paused) {
      const notificationsPausedUntil = paused ? new Date(Date.now() + pauseMs).toISOString() : null;
      settings.change({ notificationsPausedUntil });
    },
    quit: () => app.quit(),
  });
  const show = (update: WindowUpdate): void => {
    const { notificationsPausedUntil } = update.shell.settings;
    desktop.noteTray(
      tray.show({
        state: trayState(update),
        dark: nativeTheme.shouldUseDarkColors,
        notificationsPaused:
          notificationsPausedUntil !== null && Date.parse(notificationsPausedUntil) > Date.now(),
        text: text(),
      }),
    );
  };
  show(publisher.current());
  const stop = publisher.subscribe(show);
  lifecycle.keep({
    name: 'tray',
    async stop() {
      stop();
      tray.remove();
    },
  });
}
