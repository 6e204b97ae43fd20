/** The tray icon: four states, distinguishable without colour, and a menu (experience, "Tray"). */
import { Menu, Tray, nativeImage, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import path from 'node:path';
import type { ShellText } from './text/shell-text.ts';
import type { TrayState } from './tray-state.ts';

export interface TrayView {
  readonly state: TrayState;
  readonly dark: boolean;
  readonly notificationsPaused: boolean;
  readonly text: ShellText;
}

export interface TrayActions {
  readonly open: () => void;
  readonly openConsole: () => void;
  readonly pauseNotifications: (paused: boolean) => void;
  readonly quit: () => void;
}

export interface TrayIcon {
  /** False where the system makes none. */
  readonly show: (view: TrayView) => boolean;
  readonly remove: () => void;
}

export function createTray(iconFolder: string, actions: TrayActions): TrayIcon {
  let tray: Tray | null = null;
  let shown: TrayView | null = null;
  return {
    show(view) {
      if (shown !== null && sameView(shown, view)) return tray !== null;
      shown = view;
      const image = trayImage(iconFolder, view);
      tray ??= newTray(image, actions.open);
      if (tray === null) return false;
      tray.setImage(image);
      tray.setToolTip(`${view.text.appName}: ${view.text.tray.status[view.state]}`);
      tray.setContextMenu(Menu.buildFromTemplate(trayMenu(view, actions)));
      return true;
    },
    remove() {
      tray?.destroy();
      tray = null;
    },
  };
}

function newTray(image: NativeImage, open: () => void): Tray | null {
  try {
    const tray = new Tray(image);
    tray.on('click', open);
    return tray;
  } catch {
    // There is none; the window stays in sight instead.
    return null;
  }
}

function sameView(left: TrayView, right: TrayView): boolean {
  return (
    left.state === right.state &&
    left.dark === right.dark &&
    left.notificationsPaused === right.notificationsPaused &&
    left.text === right.text
  );
}

/** The file of double size beside it, `…@2x.png`, is taken by itself where the screen is dense. */
function trayImage(iconFolder: string, { state, dark }: TrayView): NativeImage {
  return nativeImage.createFromPath(path.join(iconFolder, `tray-${state}-${dark ? 'dark' : 'light'}.png`));
}

function trayMenu(view: TrayView, actions: TrayActions): MenuItemConstructorOptions[] {
  const { tray: words } = view.text;
  const paused = view.notificationsPaused;
  return [
    { label: words.open, click: actions.open },
    { label: words.compose, visible: view.state === 'dr', click: actions.open },
    { label: words.console, click: actions.openConsole },
    { type: 'separator' },
    { label: words.status[view.state], enabled: false },
    { type: 'separator' },
    {
      label: paused ? words.resumeNotifications : words.pauseFor1Hour,
      click: () => actions.pauseNotifications(!paused),
    },
    { type: 'separator' },
    { label: words.quit, click: actions.quit },
  ];
}
