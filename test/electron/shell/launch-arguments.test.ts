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

describe('security 4: the sandbox', () => {
  const launch = parseLaunchArguments(['app', '--no-sandbox'], '/');
  test('a packaged app on Linux refuses to start without it', () => {
    expect(launchRefusal(launch, { packaged: true, platform: 'linux' })).toContain('--no-sandbox');
  });
  test('a checkout may, for CI runs as root', () => {
    expect(launchRefusal(launch, { packaged: false, platform: 'linux' })).toBeNull();
  });
  test('with the sandbox nothing is refused', () => {
    expect(
      launchRefusal(parseLaunchArguments(['app'], '/'), { packaged: true, platform: 'linux' }),
    ).toBeNull();
  });
});
