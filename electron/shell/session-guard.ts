/** Locks a browser session down: no permission, no device, no download, no request but for our own two schemes (security 5, G40). */
import type { Session } from 'electron';
import { APP_ORIGIN, MAIL_SCHEME } from './content-policy.ts';

/** What a session is asked for here; a test passes one that records it. */
export type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setBluetoothPairingHandler'
  | 'setSpellCheckerEnabled'
  | 'setSpellCheckerLanguages'
  | 'on'
> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };

export function guardSession(session: GuardedSession, refused: (scheme: string) => void): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer({});
  });
  session.setBluetoothPairingHandler((_details, answer) => {
    answer({ confirmed: false });
  });
  // On Linux it fetches a dictionary for each of its languages, past every handler here, even while it is off.
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const cancel = !isOwnRequest(url);
    if (cancel) refused(schemeOf(url));
    answer({ cancel });
  });
}

/** Pictures inside a document (`data:`, `blob:`) need no network. */
const withoutNetwork = ['data:', 'blob:', 'devtools:'];

export function isOwnRequest(url: string): boolean {
  if (url.startsWith(`${APP_ORIGIN}/`) || url.startsWith(`${MAIL_SCHEME}://`)) return true;
  return withoutNetwork.includes(schemeOf(url));
}

function schemeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : 'unparsable';
}
