/** The console, signed in, for tests of the events' pages. */
import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { signInWithToken, startConsole, type ConsoleRig } from './console-rig.ts';

export interface EventsRig extends ConsoleRig {
  /** By hash: `/events/new`. */
  readonly open: (place: string) => Promise<void>;
  /** A saved event; answers with its id. */
  readonly create: (event: Readonly<Record<string, unknown>>) => Promise<string>;
}

const created = z.object({ id: z.string() });

export async function openEvents(): Promise<EventsRig> {
  const rig = await startConsole();
  const { page, service } = rig;
  await page.setViewportSize({ width: 1280, height: 720 });
  await signInWithToken(rig);
  await expect(page.getByRole('heading', { name: 'Events', exact: true })).toBeVisible();
  return {
    ...rig,
    async open(place) {
      await page.evaluate((hash) => {
        window.location.hash = hash;
      }, place);
    },
    async create(event) {
      const usual = { affectedGroupId: 'munich-office', timeZone: 'Europe/Berlin', end: null };
      return created.parse(await service.api('POST', '/events', { ...usual, ...event })).id;
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
