/** The console says that the clock of the service's computer jumped, and an administrator decides (G45); skipped without faketime. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { createFakeClock, HAS_FAKETIME } from '../faults/faketime.ts';
import { signIn, startConsole, type ConsoleRig } from './console-rig.ts';

const notice = 'The clock of the service’s computer is wrong, or was.';
const decided = 'The clock of the service’s computer is wrong.';

let rig: ConsoleRig;
let folder: string;
let clock: ReturnType<typeof createFakeClock>;

test.skip(!HAS_FAKETIME);
test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-clock-'));
  clock = createFakeClock(path.join(folder, 'clock'), '+0');
  rig = await startConsole({ env: clock.env });
  await signIn(rig.page);
});

test.afterAll(async () => {
  await rig.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a jump is said above every page by itself, and is over by itself', async () => {
  const { page } = rig;
  await expect(page.getByText('Live')).toBeVisible();
  await expect(page.getByText(notice)).toBeHidden();
  clock.set('+6d');
  await expect(page.getByText(notice)).toBeVisible();
  await rig.goTo('Devices');
  await expect(page.getByText(notice)).toBeVisible();
  await rig.shows('console-clock-doubted');
  clock.set('+0');
  await expect(page.getByText(notice)).toBeHidden();
});

test('an administrator keeps the service’s time, then takes the clock', async () => {
  const { page } = rig;
  clock.set('+6d');
  await page.getByRole('button', { name: 'The service’s time is right' }).click();
  await expect(page.getByText(decided)).toBeVisible();
  await rig.shows('console-clock-own');
  await page.getByRole('button', { name: 'The clock is right' }).click();
  await expect(page.getByText(decided)).toBeHidden();
});
