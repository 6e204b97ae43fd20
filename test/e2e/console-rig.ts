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

interface ConsoleOptions {
  /** Of the service, besides those that every test has. */
  readonly flags?: readonly string[];
  /** null: an empty service, that nobody has set up. */
  readonly seed?: 'demo' | null;
  /** Of the service. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function startConsole({
  flags = [],
  seed = 'demo',
  env = {},
}: ConsoleOptions = {}): Promise<ConsoleRig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'continuity-console-'));
  const service = await startService(folder, undefined, seed, flags, env);
  const browser = await startBrowser(folder);
  const { page } = browser;
  await page.goto(service.ready.httpUrl);
  const shows = async (name: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      await expectAccessible(page);
      await page.screenshot(picture(colorScheme === 'light' ? name : `${name}-dark`));
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };
  return {
    ...{ service, browser, page, folder, shows },
    // A place may have a number behind its name: `Events 1 current`.
    goTo: (place) =>
      page
        .getByRole('navigation')
        .getByRole('link', { name: new RegExp(`^${place}`, 'u') })
        .click(),
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

/** Whether they are right or not. */
export async function enter(page: Page, { email, password }: typeof ADMINISTRATOR): Promise<void> {
  await page.getByLabel('Address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export async function signIn(page: Page, credentials = ADMINISTRATOR): Promise<void> {
  await enter(page, credentials);
  await expect(page.getByRole('navigation')).toBeVisible();
}

export async function signInWithToken({ page, service }: ConsoleRig): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with the service’s token' }).click();
  await page.getByLabel('Administrator token').fill(service.ready.adminToken);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('navigation')).toBeVisible();
}
