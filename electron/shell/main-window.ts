/** The person's window: remembers its place, hides instead of closing, and comes back after a crash of its page. */
import type { BrowserWindow, WebContents } from 'electron';
import { createEmitter, type Stop } from '../../shared/lib/emitter.ts';
import { APP_ORIGIN } from './content-policy.ts';
import type { WindowLook } from './create-window.ts';
import { WINDOW_SIZE, type Rectangle, type WindowPlace } from './window-place.ts';

export const MAIN_PAGE = `${APP_ORIGIN}/index.html`;

export interface MainWindow {
  readonly contents: WebContents;
  readonly window: BrowserWindow;
  readonly show: () => void;
  readonly visible: () => boolean;
  readonly maximised: () => boolean;
  readonly place: () => WindowPlace;
  readonly minimise: () => void;
  readonly toggleMaximise: () => void;
  /** Where it can be found: hidden it would be out of reach. */
  readonly park: () => void;
  /** As its button does: into the tray. */
  readonly close: () => void;
  /** Shown, hidden, maximised or restored. */
  readonly onChange: (listener: () => void) => Stop;
}

export interface MainWindowDeps {
  readonly create: (look: WindowLook) => BrowserWindow;
  readonly place: { readonly bounds: Rectangle | null; readonly maximised: boolean };
  readonly look: WindowLook;
  readonly hidden: boolean;
  /** Whether something else than the window itself brings it back. */
  readonly canHide: () => boolean;
  readonly quitting: () => boolean;
  /** Just hidden, or minimised, instead of being closed by the person. */
  readonly closedToTray: () => void;
  readonly pageCrashed: (reason: string) => void;
}

/** The row that the page draws in place of the system's title bar, in pixels. */
const titleRowHeight = 44;

/** Where the platform can, its own buttons stay; on Linux the page draws them (it knows the platform). */
export function titleBar(platform: NodeJS.Platform, dark: boolean): WindowLook {
  if (platform === 'linux') return { frame: false };
  const colours = dark
    ? { color: '#1b1b1b', symbolColor: '#ffffff' }
    : { color: '#ebebeb', symbolColor: '#242424' };
  return { titleBarStyle: 'hidden', titleBarOverlay: { ...colours, height: titleRowHeight } };
}

export function openMainWindow(deps: MainWindowDeps): MainWindow {
  const { place } = deps;
  const window = deps.create({ ...WINDOW_SIZE, ...place.bounds, ...deps.look, show: false });
  const changed = createEmitter<null>();
  const show = (): void => {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  const park = (): void => {
    if (window.isVisible()) return;
    window.showInactive();
    window.minimize();
  };
  window.once('ready-to-show', () => {
    if (place.maximised) window.maximize();
    if (!deps.hidden) show();
    else if (!deps.canHide()) park();
  });
  for (const name of ['show', 'hide', 'minimize', 'restore', 'maximize', 'unmaximize'] as const) {
    // One by one: each name has its own overload.
    window.on(name as 'show', () => changed.emit(null));
  }
  hideInsteadOfClosing(window, deps);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (deps.quitting()) return;
    deps.pageCrashed(reason);
    void window.loadURL(MAIN_PAGE);
  });
  void window.loadURL(MAIN_PAGE);
  return {
    contents: window.webContents,
    window,
    show,
    park,
    visible: () => window.isVisible() && !window.isMinimized(),
    maximised: () => window.isMaximized(),
    place: () => ({ bounds: window.getNormalBounds(), maximised: window.isMaximized() }),
    minimise: () => window.minimize(),
    toggleMaximise: () => (window.isMaximized() ? window.unmaximize() : window.maximize()),
    close: () => window.close(),
    onChange: (listener) => changed.subscribe(listener),
  };
}

function hideInsteadOfClosing(window: BrowserWindow, deps: MainWindowDeps): void {
  window.on('close', (event) => {
    if (deps.quitting()) return;
    event.preventDefault();
    if (deps.canHide()) window.hide();
    else window.minimize();
    deps.closedToTray();
  });
}
