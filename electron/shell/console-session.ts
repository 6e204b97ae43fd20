/** The browser session of the console's window: it reaches the control service alone (security 5), and is known to it again after a restart. */
import { session, type Session } from 'electron';
import type { SessionView } from '../../shared/bridge/snapshot.ts';

/**
 * On disk, for the cookie by which the service knows this browser (G42): strangers who guess do not lock it out. The cookie
 * of the session has no age, so that one is signed in at most until the app quits; what the service answers is not cached.
 */
const PARTITION = 'persist:console';

export type ConsoleSession = Pick<Session, 'on' | 'removeAllListeners'> & {
  readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'>;
};

/** It was locked like every session when it was made; this opens two doors of it. */
export function openConsoleSession(origin: string, refused: (scheme: string) => void): Session {
  const opened = session.fromPartition(PARTITION, { cache: false });
  letServiceIn(opened, origin, refused);
  return opened;
}

/** What was written so far is there after a restart; Chromium would take its time. */
export async function keepConsoleSession(): Promise<void> {
  await session.fromPartition(PARTITION).cookies.flushStore();
}

/** For the next person at this computer it was never there. */
export async function forgetConsoleSession(): Promise<void> {
  await session.fromPartition(PARTITION).clearStorageData();
}

/** Whoever was signed in here is not any more, or as another device. */
export function isHandedOver(before: SessionView | null, after: SessionView | null): boolean {
  if (before?.state !== 'signed-in' || after === null) return false;
  return after.state === 'signed-in' ? after.deviceId !== before.deviceId : after.state === 'signed-out';
}

/** Requests to the service, and downloads of what the page made of its answers: the person is asked where to. */
export function letServiceIn(
  opened: ConsoleSession,
  origin: string,
  refused: (scheme: string) => void,
): void {
  opened.webRequest.onBeforeRequest(({ url }, answer) => {
    const cancel = !isOfService(url, origin);
    if (cancel) refused(URL.canParse(url) ? new URL(url).protocol : 'unparsable');
    answer({ cancel });
  });
  opened.removeAllListeners('will-download');
  opened.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${origin}/`)) event.preventDefault();
  });
}

export function isOfService(url: string, origin: string): boolean {
  return url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`) || url.startsWith('data:');
}
