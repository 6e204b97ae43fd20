/** The console as a window of the app: the service's page, with no bridge to the app and nowhere else to go (product 5, security). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { signIn } from './console-rig.ts';
import { demoEnvironment, picture, startCompanion, type RealCompanion } from './real-companion.ts';
import { startService, type RealService } from './real-service.ts';

let folder: string;
let service: RealService;
let companion: RealCompanion;
let window: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-window-'));
  service = await startService(folder);
  companion = await startCompanion({
    userData: path.join(folder, 'companion'),
    env: demoEnvironment(service.ready.httpUrl),
  });
});

test.afterAll(async () => {
  await companion.quit();
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the settings open it as a window of the app; asked for again it is the same', async () => {
  const { page, app } = companion;
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
  const button = page.getByRole('button', { name: 'Open the administrators’ page' });
  const [opened] = await Promise.all([app.waitForEvent('window'), button.click()]);
  window = opened;
  await signIn(window);
  await expect(window.getByText('No continuity event is current')).toBeVisible();
  await expectAccessible(window);
  await window.screenshot(picture('150-console-window'));
  await button.click();
  expect(app.windows()).toHaveLength(2);
});

test('security: its page has nothing of Electron, of Node or of the app', async () => {
  const names = ['continuity', 'require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'];
  const seen = await window.evaluate((all) => all.filter((name) => name in globalThis), names);
  expect(seen).toEqual([]);
});

test('security: it goes nowhere else, opens nothing, and asks nobody but the service', async () => {
  const address = window.url();
  await window.evaluate(() => {
    location.href = 'https://evil.example/';
    open('https://evil.example/');
  });
  const answered = await window.evaluate(async () => {
    const image = new Image();
    const loaded = new Promise((resolve) => {
      image.onload = () => resolve('loaded');
      image.onerror = () => resolve('refused');
    });
    image.src = 'http://127.0.0.1:9/x.png';
    return loaded;
  });
  expect(answered).toBe('refused');
  expect(window.url()).toBe(address);
  expect(companion.app.windows()).toHaveLength(2);
});

test('closing it leaves the companion; it opens again, signed in still', async () => {
  await window.close();
  const { page, app } = companion;
  const button = page.getByRole('button', { name: 'Open the administrators’ page' });
  const [again] = await Promise.all([app.waitForEvent('window'), button.click()]);
  await expect(again.getByText('No continuity event is current')).toBeVisible();
});

/** By name, of the window's session. */
function cookies(): Promise<readonly string[]> {
  return companion.app.evaluate(async ({ session }) => {
    const kept = await session.fromPartition('persist:console').cookies.get({});
    return kept.map(({ name }) => name).sort();
  });
}

test('after a restart of the app the service knows its browser again, and nobody is signed in', async () => {
  expect(await cookies()).toEqual(['continuity_browser', 'continuity_session']);
  await companion.quit();
  companion = await startCompanion({
    userData: path.join(folder, 'companion'),
    env: demoEnvironment(service.ready.httpUrl),
  });
  expect(await cookies()).toEqual(['continuity_browser']);
  const { page, app } = companion;
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
  const button = page.getByRole('button', { name: 'Open the administrators’ page' });
  [window] = await Promise.all([app.waitForEvent('window'), button.click()]);
  await expect(window.getByLabel('Password')).toBeVisible();
});

test('security: the session that is kept on disk is locked like every other', async () => {
  const asked = await window.evaluate(async () => {
    const notifications = await Notification.requestPermission();
    const place = new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('told'),
        () => resolve('refused'),
      );
    });
    return [notifications, await place];
  });
  expect(asked).toEqual(['denied', 'refused']);
  const url = window.url();
  await window.evaluate(() => {
    location.href = 'https://evil.example/';
  });
  expect(window.url()).toBe(url);
});

test('when the companion’s person signs out, its browser is forgotten', async () => {
  await companion.page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
  await companion.page.getByRole('button', { name: 'Sign out' }).click();
  await companion.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect.poll(cookies).toEqual([]);
});
