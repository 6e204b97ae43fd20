/** The command line: an allow-list (security, "argv allow-list"; 4). */
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { launchRefusal, parseLaunchArguments } from '../../../electron/shell/launch-arguments.ts';

const nothing = { userDataDir: null, hidden: false, withoutSandbox: false };

describe('launch arguments', () => {
  test.each([
    [['app'], nothing],
    [['app', '.', '--user-data-dir=/state'], { ...nothing, userDataDir: '/state' }],
    [['app', '.', '--user-data-dir', '/state'], { ...nothing, userDataDir: '/state' }],
    [['app', '--user-data-dir', '--hidden'], { ...nothing, hidden: true }],
    [['app', '--user-data-dir='], nothing],
    [['app', '--user-data-dir'], nothing],
    [['app', '--no-sandbox', '.'], { ...nothing, withoutSandbox: true }],
    [['app', '--inspect=0', '--remote-debugging-port=1', 'file:///etc/passwd', 'continuity://x'], nothing],
  ])('interfaces 1: %j', (argv, expected) => {
    expect(parseLaunchArguments(argv, '/work')).toEqual(expected);
  });

  test('a relative folder is meant from where the app was started', () => {
    const { userDataDir } = parseLaunchArguments(['app', '--user-data-dir=state'], '/somewhere');
    expect(userDataDir).toBe(path.resolve('/somewhere/state'));
  });

  test('security: whatever else stands there changes nothing', () => {
    const known = /^--(user-data-dir|hidden|no-sandbox)/;
    fc.assert(
      fc.property(fc.array(fc.string().filter((word) => !known.test(word))), (words) => {
        expect(parseLaunchArguments(['app', ...words], '/work')).toEqual(nothing);
      }),
    );
  });
});

describe('security 4: the sandbox, and every other switch', () => {
  const packaged = { packaged: true, platform: 'linux' } as const;

  test.each([
    '--no-sandbox',
    '-no-sandbox',
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--remote-allow-origins=*',
    '--inspect',
    '--proxy-server=evil.example:1',
    '--proxy-pac-url=http://evil.example/',
    '--host-resolver-rules=MAP * 10.0.0.1',
    '--ignore-certificate-errors',
    '--disable-web-security',
    '--load-extension=/tmp/x',
    '--renderer-cmd-prefix=/tmp/x',
    '--gpu-launcher=/tmp/x',
    '--utility-cmd-prefix=/tmp/x',
    '--js-flags=--expose-gc',
    '--enable-features=X',
    '--log-net-log=/tmp/x',
    '--disk-cache-dir=/tmp/x',
    '--app=/tmp/x',
    '-r',
  ])('a packaged app refuses %s', (word) => {
    const [, name] = /^-+([^=]+)/.exec(word) ?? [];
    expect(launchRefusal(['app', '--lang=de', word], packaged)).toContain(`--${String(name)}:`);
    expect(launchRefusal(['app', word], { ...packaged, packaged: false })).toBeNull();
  });

  test('Windows reads a slash and capitals as switches, too', () => {
    expect(launchRefusal(['app', '/Remote-Debugging-Port=1'], { ...packaged, platform: 'win32' })).toContain(
      '--remote-debugging-port:',
    );
    expect(launchRefusal(['app', '/home/ada/a.eml'], packaged)).toBeNull();
  });

  test.each([
    ['--user-data-dir=/state'],
    ['--user-data-dir', '/state'],
    ['--hidden'],
    ['--lang=en-GB', '--force-device-scale-factor=2', '--ozone-platform=wayland'],
    ['-psn_0_12345'],
    ['continuity://event/1'],
    [],
  ])('it starts with %j', (...words) => {
    expect(launchRefusal(['app', ...words], packaged)).toBeNull();
  });
});
