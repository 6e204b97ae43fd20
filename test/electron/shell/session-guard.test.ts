/** Sessions allow nothing and reach nothing (security 5, G40). */
import { describe, expect, test } from 'vitest';
import { guardSession, isOwnRequest, type GuardedSession } from '../../../electron/shell/session-guard.ts';

/** The permissions that Electron's documentation of `setPermissionRequestHandler` and `setPermissionCheckHandler` names. */
const permissions = [
  'clipboard-read',
  'clipboard-sanitized-write',
  'display-capture',
  'mediaKeySystem',
  'geolocation',
  'notifications',
  'midi',
  'midiSysex',
  'pointerLock',
  'fullscreen',
  'openExternal',
  'window-management',
  'unknown',
  'media',
  'idle-detection',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'fileSystem',
  'hid',
  'serial',
  'usb',
  'deprecated-sync-clipboard-read',
  'background-sync',
  'sensors',
  'keyboardLock',
  'accessibility-events',
  'payment-handler',
];

/** Stands for a session: keeps each handler, and asks it as Electron would. */
function guardedSession() {
  const cancelled: string[] = [];
  const spelling: unknown[] = [];
  const handlers = new Map<string, (...args: unknown[]) => unknown>();
  const keep =
    (name: string) =>
    (handler: unknown): void => {
      handlers.set(name, handler as (...args: unknown[]) => unknown);
    };
  const session = {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('screen'),
    setBluetoothPairingHandler: keep('pairing'),
    setSpellCheckerEnabled: (enabled: boolean) => void spelling.push(enabled),
    setSpellCheckerLanguages: (languages: string[]) => void spelling.push(languages),
    on: (name: string, handler: unknown) => keep(name)(handler),
    webRequest: { onBeforeRequest: keep('web-request') },
  } as unknown as GuardedSession;
  guardSession(session, (scheme) => void cancelled.push(scheme));
  return {
    cancelled,
    spelling,
    ask: (name: string, ...args: unknown[]): unknown => handlers.get(name)?.(...args),
    /** For handlers that answer through a callback, which comes last. */
    answer(name: string, ...args: unknown[]): unknown {
      let answered: unknown = 'nothing';
      handlers.get(name)?.(...args, (value: unknown) => {
        answered = value;
      });
      return answered;
    },
  };
}

describe('security 5: permissions', () => {
  test.each(permissions)('%s is denied, asked for or checked', (permission) => {
    const session = guardedSession();
    expect(session.answer('request', null, permission)).toBe(false);
    expect(session.ask('check', null, permission, 'app://main')).toBe(false);
  });
  test.each(['hid', 'serial', 'usb'])('no %s device is given out', (deviceType) => {
    expect(guardedSession().ask('device', { deviceType })).toBe(false);
  });
  test('no screen is shared and nothing is paired', () => {
    expect(guardedSession().answer('screen', {})).toEqual({});
    expect(guardedSession().answer('pairing', {})).toEqual({ confirmed: false });
  });
  test('no download starts outside our own saving', () => {
    let prevented = false;
    const event = {
      preventDefault: () => {
        prevented = true;
      },
    };
    guardedSession().ask('will-download', event);
    expect(prevented).toBe(true);
  });
});

describe('G40: requests', () => {
  test('the spell checker, which would fetch dictionaries, is off', () => {
    expect(guardedSession().spelling).toEqual([[], false]);
  });

  test.each([
    ['app://main/index.html', true],
    ['mail-view://8f0e/', true],
    ['data:image/png;base64,AAAA', true],
    ['blob:app://main/1', true],
    ['app://other/', false],
    ['app://main.evil.example/', false],
    ['app://mainx/', false],
    ['http://127.0.0.1/', false],
    ['https://evil.example/', false],
    ['ws://evil.example/', false],
    ['wss://evil.example/', false],
    ['ftp://evil.example/', false],
    ['file:///etc/passwd', false],
    ['chrome://gpu', false],
    ['not a url', false],
  ])('%s', (url, own) => {
    expect(isOwnRequest(url)).toBe(own);
    const session = guardedSession();
    expect(session.answer('web-request', { url })).toEqual({ cancel: !own });
    expect(session.cancelled).toHaveLength(own ? 0 : 1);
  });

  test('G38: what is told of a cancelled request has no address in it', () => {
    const session = guardedSession();
    session.answer('web-request', { url: 'https://evil.example/?who=ada' });
    expect(session.cancelled).toEqual(['https:']);
  });
});
