/** The browser session of the console's window: in memory, and it reaches the control service alone (security 5). */
import { session, type Session } from 'electron';

/** Without `persist:`: signed in at most until the app quits. */
const PARTITION = 'console';

export type ConsoleSession = Pick<Session, 'on' | 'removeAllListeners'> & {
  readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'>;
};

/** It was locked like every session when it was made; this opens two doors of it. */
export function openConsoleSession(origin: string, refused: (scheme: string) => void): Session {
  const opened = session.fromPartition(PARTITION, { cache: false });
  letServiceIn(opened, origin, refused);
  return opened;
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
