/** The console in a real browser on a real service, as the tests of its pages need it. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { startBrowser, type BareBrowser } from './bare-browser.ts';
import { picture } from './real-companion.ts';
import { startService, type RealService } from './real-service.ts';

export interface ConsoleRig {
  readonly service: RealService;
  readonly browser: BareBrowser;
  readonly page: Page;
  readonly folder: string;
  /** In both schemes, and nothing for axe to find in either. */
  readonly shows: (name: string) => Promise<void>;
  /** To a page of the navigation. */
  readonly goTo: (place: string) => Promise<void>;
  readonly dialog: Locator;
  /** What was downloaded under this name, as soon as it is there. */
  readonly downloaded: (name: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Of the demo organisation (service/seed). */
export const ADMINISTRATOR = { email: 'ines.hoffmann@northwind.example', password: 'demo-continuity' };

/** `flags`: of the service, besides those that every test has. */
export async function startConsole(...flags: readonly string[]): Promise<ConsoleRig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'continuity-console-'));
  const service = await startService(folder, undefined, 'demo', flags);
  const browser = await startBrowser(folder);
  const { page } = browser;
  await page.goto(service.ready.httpUrl);
  const shows = async (name: string): Promise<void> => {
    await expectAccessible(page);
    await page.screenshot(picture(name));
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
    await page.screenshot(picture(`${name}-dark`));
    await page.emulateMedia({ colorScheme: 'light' });
  };
  return {
    ...{ service, browser, page, folder, shows },
    goTo: (place) => page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click(),
    dialog: page.getByRole('dialog'),
    async downloaded(name) {
      const file = path.join(browser.downloads, name);
      // An empty one keeps the name until the download takes its place.
      await expect.poll(() => statSync(file, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(0);
      return readFileSync(file, 'utf8');
    },
    async stop() {
      await browser.quit();
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function signIn(page: Page, { email, password } = ADMINISTRATOR): Promise<void> {
  await page.getByLabel('Address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('navigation')).toBeVisible();
}
