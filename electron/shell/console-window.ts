/** The administrators' console: the service's own page, as a window of the app with no bridge to it, or in the default browser. */
import type { BrowserWindow } from 'electron';
import type { DeviceSnapshot } from '../../shared/bridge/snapshot.ts';
import { hostOf } from './console-host.ts';

export interface ConsoleDeps {
  readonly snapshot: () => DeviceSnapshot | null;
  readonly offeredServiceUrl: () => string | null;
  /** Hosts that this start of the app can look up. */
  readonly hosts: readonly string[];
  readonly openWindow: (address: string) => void;
  readonly openBrowser: (address: string) => Promise<void>;
  /** From the next start on the console of this host is a window. */
  readonly keepHost: (host: string) => void;
}

/** The service's address as the person or policy gave it, never one from a mail; false when there is none yet. */
export function createConsoleOpener(deps: ConsoleDeps): () => Promise<boolean> {
  return async () => {
    const address = consoleAddress(deps.snapshot()?.session.serviceUrl ?? deps.offeredServiceUrl());
    const host = hostOf(address);
    if (address === null || host === null) return false;
    deps.keepHost(host);
    if (deps.hosts.includes(host)) deps.openWindow(address);
    else await deps.openBrowser(address);
    return true;
  };
}

export function consoleAddress(serviceUrl: string | null): string | null {
  if (serviceUrl === null || !URL.canParse(serviceUrl)) return null;
  const url = new URL(serviceUrl);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb ? `${url.origin}${url.pathname.replace(/\/*$/u, '/')}` : null;
}

export type ConsoleFrame = Pick<BrowserWindow, 'show' | 'focus' | 'isMinimized' | 'restore' | 'once'> & {
  readonly loadURL: (address: string) => Promise<void>;
};

/** One window, opened once: asked for again it comes to the front; of another service it is another. */
export function createConsoleWindows(
  create: (address: string) => ConsoleFrame,
  failed: (error: unknown) => void,
): (address: string) => void {
  const open = new Map<string, ConsoleFrame>();
  return (address) => {
    const there = open.get(address);
    const window = there ?? create(address);
    if (there === undefined) {
      open.set(address, window);
      window.once('closed', () => open.delete(address));
      window.loadURL(address).catch(failed);
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
}
