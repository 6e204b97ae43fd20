/** The console opens at the service's own address and nowhere else, as one window, and reaches nothing but the service. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hostOf, keepHost, knownHosts, resolverRules } from '../../../electron/shell/console-host.ts';
import {
  consoleAddress,
  createConsoleOpener,
  createConsoleWindows,
  type ConsoleFrame,
} from '../../../electron/shell/console-window.ts';

test.each([
  ['https://control.example', 'https://control.example/'],
  ['https://example.org/continuity', 'https://example.org/continuity/'],
  ['http://127.0.0.1:8025/x/?y#z', 'http://127.0.0.1:8025/x/'],
  ['file:///etc/passwd', null],
  ['javascript:alert(1)', null],
  ['nonsense', null],
  [null, null],
])('%s: %s', (serviceUrl, address) => {
  expect(consoleAddress(serviceUrl)).toBe(address);
});

test('a host that this start cannot look up is opened in the browser, and a window from the next start on', async () => {
  const done: string[] = [];
  const opener = (hosts: readonly string[], offeredServiceUrl: string | null) =>
    createConsoleOpener({
      snapshot: () => null,
      offeredServiceUrl: () => offeredServiceUrl,
      hosts,
      openWindow: (address) => done.push(`window ${address}`),
      openBrowser: async (address) => void done.push(`browser ${address}`),
      keepHost: (host) => done.push(`keep ${host}`),
    });
  expect(await opener([], null)()).toBe(false);
  expect(await opener([], 'https://control.example/x')()).toBe(true);
  expect(await opener(['control.example'], 'https://control.example/x')()).toBe(true);
  expect(done).toEqual([
    'keep control.example',
    'browser https://control.example/x/',
    'keep control.example',
    'window https://control.example/x/',
  ]);
});

test('asked for again the same window comes to the front; once closed it is made anew', () => {
  const calls: string[] = [];
  let closed = (): void => undefined;
  const open = createConsoleWindows(
    () =>
      ({
        show: () => calls.push('show'),
        focus: () => undefined,
        isMinimized: () => false,
        restore: () => undefined,
        once: (_name: string, listener: () => void) => (closed = listener),
        loadURL: async (address: string) => void calls.push(`load ${address}`),
      }) as unknown as ConsoleFrame,
    (error) => calls.push(String(error)),
  );
  open('https://control.example/');
  open('https://control.example/');
  closed();
  open('https://control.example/');
  expect(calls).toEqual([
    'load https://control.example/',
    'show',
    'show',
    'load https://control.example/',
    'show',
  ]);
});

describe('G40: whose names pages can look up', () => {
  test('nobody’s but the service’s, whatever stands in the file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'continuity-host-'));
    expect(knownHosts(folder, null)).toEqual([]);
    keepHost(folder, 'control.example');
    expect(knownHosts(folder, 'http://127.0.0.1:8025')).toEqual(['control.example', '127.0.0.1']);
    keepHost(folder, 'a.example, EXCLUDE *');
    expect(knownHosts(folder, null)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('the rules of Chromium that say so', () => {
    expect(resolverRules([])).toBe('MAP * ~NOTFOUND');
    expect(resolverRules(['control.example'])).toBe('MAP * ~NOTFOUND, EXCLUDE control.example');
    expect([hostOf('https://Control.Example:8443/x'), hostOf('x'), hostOf('data:,x')]).toEqual([
      'control.example',
      null,
      null,
    ]);
  });
});
