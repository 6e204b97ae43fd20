/** Puts the console's window together: its session, its guards, its looks, and what opens it. */
import path from 'node:path';
import { app, nativeTheme, shell } from 'electron';
import { keepHost } from './console-host.ts';
import {
  forgetConsoleSession,
  isHandedOver,
  keepConsoleSession,
  openConsoleSession,
} from './console-session.ts';
import { createConsoleOpener, createConsoleWindows, type ConsoleFrame } from './console-window.ts';
import { createWindow } from './create-window.ts';
import type { ShellGround } from './shell-ground.ts';

/** The least that the console is made for beside a phone's width. */
const SIZE = { width: 1280, height: 800, minWidth: 390, minHeight: 480 } as const;

export function createOpenConsole(ground: ShellGround): () => Promise<boolean> {
  const { publisher, consoleHosts, log } = ground;
  followSession(ground);
  const openWindow = createConsoleWindows(
    (address) => createFrame(ground, address),
    (error) => log.write('warn', 'the console could not be loaded', { error: String(error) }),
  );
  return createConsoleOpener({
    snapshot: () => publisher.current().device,
    offeredServiceUrl: () => publisher.current().shell.offeredServiceUrl,
    hosts: consoleHosts,
    openWindow,
    openBrowser: (address) => shell.openExternal(address),
    keepHost: (host) => keepHost(app.getPath('userData'), host),
  });
}

/** What the console's session keeps is written at quit, and gone when the companion's person signs out. */
function followSession({ publisher, lifecycle, log }: ShellGround): void {
  let before = publisher.current().device?.session ?? null;
  publisher.subscribe(({ device }) => {
    const after = device?.session ?? null;
    const isOver = isHandedOver(before, after);
    before = after ?? before;
    if (!isOver) return;
    forgetConsoleSession().catch((error: unknown) => {
      log.write('warn', 'the console’s browser could not be forgotten', { error: String(error) });
    });
  });
  lifecycle.keep({ name: 'console', stop: keepConsoleSession });
}

function createFrame({ places, text, log }: ShellGround, address: string): ConsoleFrame {
  const { origin } = new URL(address);
  const refused = (scheme: string): void =>
    log.write('warn', 'a request of the console was cancelled', { scheme });
  const session = openConsoleSession(origin, refused);
  return createWindow(
    {
      ...SIZE,
      title: text().consoleTitle,
      icon: path.join(places.iconFolder, 'app.png'),
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#242424' : '#fafafa',
      autoHideMenuBar: true,
    },
    { session, preloadFile: null, packaged: app.isPackaged },
    {
      isOwnPage: (url) => url.startsWith(`${origin}/`),
      isFrameDocument: () => false,
      refused: (what) => log.write('warn', 'refused in the console', { what }),
    },
  );
}
