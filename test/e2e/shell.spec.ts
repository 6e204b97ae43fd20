/** The shell in real Electron: its doors are shut, closing goes to the tray, the device's process comes back (security 2 to 20; experience). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { WindowApi } from '../../shared/bridge/window-api.ts';
import { notificationServer, openDesktopBus, trayWatcher, type DesktopBus } from '../fakes/desktop-bus.ts';
import { expectAccessible } from './accessibility.ts';
import { picture, startCompanion, type RealCompanion } from './real-companion.ts';

let folder: string;
let companion: RealCompanion;
/** null where there is no dbus-daemon: then the desktop is whatever it is. */
let bus: DesktopBus | null = null;

let removeTray: () => void = () => undefined;
const stops: (() => Promise<void>)[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-shell-'));
  bus = process.platform === 'linux' ? await openDesktopBus() : null;
  if (bus !== null) {
    stops.push(bus.close);
    await bus.serve(
      'org.freedesktop.Notifications',
      notificationServer(() => true),
    );
    removeTray = await bus.serve('org.kde.StatusNotifierWatcher', trayWatcher(true));
  }
  companion = await startCompanion({ userData: path.join(folder, 'companion'), env: desktop() });
  stops.push(companion.quit);
});

test.afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
});

function desktop(): Readonly<Record<string, string>> {
  return bus === null ? {} : { DBUS_SESSION_BUS_ADDRESS: bus.address };
}

/** What the shell says of the desktop now. */
async function standing(): Promise<unknown> {
  return companion.page.evaluate(async () => {
    const { continuity } = window as unknown as { continuity: WindowApi };
    return new Promise((resolve) => {
      continuity.subscribe(({ shell: { notifications, tray } }) => resolve({ notifications, tray }));
    });
  });
}

test('the first thing a person sees is the way in', async () => {
  const { page } = companion;
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(picture('00-sign-in'));
});

test('security 20: the page has two named functions and nothing of Electron or Node', async () => {
  const seen = await companion.page.evaluate(() => {
    const global = globalThis as unknown as Record<string, unknown>;
    return {
      api: Object.keys(global['continuity'] as object).sort(),
      others: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'global'].filter(
        (name) => name in global,
      ),
    };
  });
  expect(seen).toEqual({ api: ['call', 'subscribe'], others: [] });
});

test('security 20: an update carries no event', async () => {
  const received = await companion.page.evaluate(async () => {
    const { continuity } = window as unknown as { continuity: WindowApi };
    return new Promise((resolve) => {
      continuity.subscribe((...received: unknown[]) =>
        resolve(received.map((value) => Object.keys(value as object).sort())),
      );
    });
  });
  expect(received).toEqual([['device', 'shell']]);
});

test('security 2 to 4, 11: what Electron itself says of the window', async () => {
  // Left out of Electron's type declarations since 34.
  const preferences = await companion.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) =>
      (webContents as unknown as { getLastWebPreferences: () => unknown }).getLastWebPreferences(),
    ),
  );
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
});

test('security 5: no permission is given', async () => {
  const states = await companion.page.evaluate(async () => {
    const names = ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi'];
    const asked = names.map(
      async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
    );
    return Promise.all(asked);
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
});

test('security 7, 18: one exact map of files, each under its policy', async () => {
  const { app } = companion;
  const answers = await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const fetchThere = async (url: string): Promise<readonly [number, string | null]> => {
      const answer = await window?.webContents.session.fetch(url);
      return [answer?.status ?? 0, answer?.headers.get('content-security-policy') ?? null];
    };
    const urls = [
      'app://main/index.html',
      'app://main/../main.js',
      'app://main/%2e%2e/main.js',
      'app://other/index.html',
      'mail-view://none/',
    ];
    return Promise.all(urls.map(fetchThere));
  });
  expect(answers.map(([status]) => status)).toEqual([200, 404, 404, 404, 404]);
  for (const [, policy] of answers) expect(policy).toContain("default-src 'none'");
});

test('security 15: a link is asked about, with the host in ASCII, and opened only after a yes', async () => {
  const { app, page } = companion;
  await app.evaluate(({ dialog, shell }) => {
    const seen: { details: string[]; opened: string[]; answer: number } = {
      details: [],
      opened: [],
      answer: 1,
    };
    Object.assign(globalThis, { seenLinks: seen });
    Object.assign(dialog, {
      showMessageBox: async (_window: unknown, { detail }: { detail: string }) => {
        seen.details.push(detail);
        return { response: seen.answer++ % 2, checkboxChecked: false };
      },
    });
    Object.assign(shell, { openExternal: async (url: string) => void seen.opened.push(url) });
  });
  const open = (url: string): Promise<unknown> =>
    page.evaluate(
      (link) => (window as unknown as { continuity: WindowApi }).continuity.call('link.open', { url: link }),
      url,
    );
  const lookAlike = 'https://\u0430\u0440\u0440\u04cf\u0435.com/';
  expect(await open(lookAlike)).toEqual({ ok: true, value: { opened: false } });
  expect(await open(lookAlike)).toEqual({ ok: true, value: { opened: true } });
  expect(await open('smb://evil.example/share')).toMatchObject({
    ok: false,
    problem: { code: 'link-refused' },
  });
  const seen = await app.evaluate(
    () => (globalThis as unknown as { seenLinks: { details: string[]; opened: string[] } }).seenLinks,
  );
  expect(seen.opened).toEqual(['https://xn--80ak6aa92e.com/']);
  expect(seen.details[0]).toContain('xn--80ak6aa92e.com');
});

test('architecture: a crash of the device’s process costs no window, is said, and mends itself', async () => {
  const { app, page } = companion;
  await app.evaluate(({ app: electron }) => {
    const device = electron.getAppMetrics().find(({ name }) => name === 'Continuity device');
    if (device === undefined) throw new Error('the device has no process');
    process.kill(device.pid, 'SIGKILL');
  });
  await expect(page.getByText('is being started again')).toBeVisible();
  await expect(page.getByText('is being started again')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('experience: closing the window keeps the device running, and the first time says so', async () => {
  const { app, page } = companion;
  const isVisible = (): Promise<boolean | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await page.getByRole('button', { name: /^Close the window/ }).click();
  await expect.poll(isVisible).toBe(false);
  await expect.poll(companion.notifications).toHaveLength(1);
  expect((await companion.notifications())[0]?.title).toBe('Continuity Companion keeps running');

  await app.evaluate(({ app: electron }) => electron.emit('second-instance', {}, [], '/'));
  await expect.poll(isVisible).toBe(true);
  await page.getByRole('button', { name: /^Close the window/ }).click();
  await expect.poll(isVisible).toBe(false);
  expect(await companion.notifications()).toHaveLength(1);
  await app.evaluate(({ app: electron }) => electron.emit('second-instance', {}, [], '/'));
});

test('a tray that goes away takes no window with it, and closing then minimises', async () => {
  test.skip(bus === null, 'no dbus-daemon');
  const { app, page } = companion;
  expect(await standing()).toEqual({ notifications: 'allowed', tray: true });
  await page.getByRole('button', { name: /^Close the window/ }).click();
  removeTray();
  const isVisible = (): Promise<boolean | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await expect.poll(standing).toEqual({ notifications: 'allowed', tray: false });
  await expect.poll(isVisible).toBe(true);
  await app.evaluate(({ app: electron }) => electron.emit('second-instance', {}, [], '/'));
  await page.getByRole('button', { name: /^Close the window/ }).click();
  await expect.poll(isVisible).toBe(true);
  await app.evaluate(({ app: electron }) => electron.emit('second-instance', {}, [], '/'));
});

test('a second start on the same folder shows the first and ends', async () => {
  const { app } = companion;
  const [executable, argv] = await app.evaluate(() => [process.execPath, process.argv.slice(1)] as const);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const own = argv.filter((word) => !/^--(inspect|remote-debugging)|^-r$|loader/.test(word));
  const second = spawnSync(executable, own, { env: process.env, timeout: 30_000 });
  expect(second.status).toBe(0);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
});

test('a link of a second start is asked about once, with the host in ASCII, and only fills in the sign-in page', async () => {
  const { app, page } = companion;
  const link = (service: string): string =>
    `continuity://enrol?service=${encodeURIComponent(service)}&email=ada%40control.example`;
  const start = (service: string): Promise<unknown> =>
    app.evaluate(
      ({ app: electron }, word) => electron.emit('second-instance', {}, ['app', word, '--inspect'], '/'),
      link(service),
    );
  await start('https://c\u043entrol.example');
  for (let turn = 0; turn < 20; turn += 1) await start(`https://evil-${String(turn)}.example`);
  const question = page.getByRole('dialog', { name: 'Enrol this device with xn--cntrol-wqf.example?' });
  await expect(question).toBeVisible();
  expect(await page.getByRole('dialog').count()).toBe(1);
  await expect(question.getByRole('button', { name: 'Do not enrol' })).toBeFocused();
  await expectAccessible(page);
  await page.screenshot(picture('00-enrol'));
  await question.getByRole('button', { name: 'Go on to sign-in' }).click();
  await expect(question).toBeHidden();
  await expect(page.getByLabel('Service address')).toHaveValue('https://xn--cntrol-wqf.example');
  await expect(page.getByLabel('Address', { exact: true })).toHaveValue('ada@control.example');
  await expect(page.getByLabel('Cloud password')).toHaveValue('');
});

test('security 13, 14: the page stays where it is and opens nothing', async () => {
  const { app, page } = companion;
  await page.evaluate(() => {
    window.open('https://evil.example/');
    location.href = 'https://evil.example/';
  });
  // Asked past Playwright, which waits for a navigation that was stopped.
  const words = (): Promise<string> =>
    app.evaluate(async ({ BrowserWindow }) => {
      const pages = BrowserWindow.getAllWindows().map(async ({ webContents }) => {
        const text: unknown = await webContents.executeJavaScript('document.body.innerText');
        return `${webContents.getURL()} ${String(text)}`;
      });
      return (await Promise.all(pages)).join('\n');
    });
  await expect.poll(words).toMatch(/^app:\/\/main\/index.html [^]*Sign in/);
  expect(await words()).not.toContain('evil.example');
});

test('experience: the window remembers its place', async () => {
  const { app, userData } = companion;
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 900, height: 600 }),
  );
  await companion.quit();
  const file = path.join(userData, 'settings.json');
  writeFileSync(file, '{"theme": "dark", but no JSON');
  const organisation = path.join(folder, 'organisation.json');
  const set = { service: 'https://continuity.example.com', signInHint: 'example.com', openAtLogin: 'yes' };
  writeFileSync(organisation, JSON.stringify(set));
  companion = await startCompanion({
    userData,
    env: { ...desktop(), CONTINUITY_ORGANISATION_FILE: organisation },
    args: ['--force-dark-mode'],
  });
  stops.push(companion.quit);
  const bounds = await companion.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(bounds).toEqual({ x: 40, y: 30, width: 900, height: 600 });
});

test('settings that are no JSON are set aside under a name, which the window says', async () => {
  const { page, userData } = companion;
  const [aside = ''] = readdirSync(userData).filter((name) => name.startsWith('settings-unreadable-'));
  expect(readFileSync(path.join(userData, aside), 'utf8')).toContain('but no JSON');
  await expect(page.getByText(aside)).toBeVisible();
  await page.screenshot(picture('00-settings-set-aside'));
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(page.getByText(aside)).toBeHidden();
});

test('what the organisation has set is shown as such, and what is wrong in it by name and rule', async () => {
  const { page } = companion;
  await expect(page.getByText('“openAtLogin”')).toContainText('it must be true or false');
  await page.screenshot(picture('00-set-by-organisation'));
  const address = page.getByLabel('Service address');
  await expect(address).toHaveValue('https://continuity.example.com');
  await expect(address).toHaveAttribute('readonly');
  await expect(page.getByText('Set by your organisation.')).toBeVisible();
  await expect(page.getByText('@example.com is added')).toBeVisible();
});
