/** A real service and a real browser signed in to its console, for tests of the events' pages. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { expectAccessible } from './accessibility.ts';
import { startBrowser } from './bare-browser.ts';
import { picture } from './real-companion.ts';
import { startService, type RealService } from './real-service.ts';

export interface ConsoleRig {
  readonly service: RealService;
  readonly page: Page;
  /** By hash: `/events/new`. */
  readonly open: (place: string) => Promise<void>;
  /** In light and dark, and nothing for axe to find in either. */
  readonly shows: (name: string) => Promise<void>;
  /** A saved event; answers with its id. */
  readonly create: (event: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const created = z.object({ id: z.string() });

export async function openConsole(): Promise<ConsoleRig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'continuity-events-'));
  const service = await startService(folder);
  const browser = await startBrowser(folder);
  const { page } = browser;
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(service.ready.httpUrl);
  await page.getByRole('button', { name: 'Sign in with the service’s token' }).click();
  await page.getByLabel('Administrator token').fill(service.ready.adminToken);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Events', exact: true })).toBeVisible();
  return {
    service,
    page,
    async open(place) {
      await page.evaluate((hash) => {
        window.location.hash = hash;
      }, place);
    },
    async shows(name) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
        await page.screenshot(picture(colorScheme === 'light' ? name : `${name}-dark`));
      }
      await page.emulateMedia({ colorScheme: 'light' });
    },
    async create(event) {
      const answer = await service.api('POST', '/events', {
        affectedGroupId: 'munich-office',
        timeZone: 'Europe/Berlin',
        end: null,
        ...event,
      });
      return created.parse(answer).id;
    },
    async stop() {
      await browser.quit();
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Types into a look-up and takes the first that is found. */
export async function lookUp(page: Page, field: string, words: string, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: field });
  await box.fill(words);
  await page.getByRole('option', { name: option }).first().click();
  await expect(box).not.toHaveValue('');
}

/** One of the facts on an event's page. */
export function fact(page: Page, name: string) {
  return page.locator('.facts > div').filter({ has: page.getByText(name, { exact: true }) });
}
