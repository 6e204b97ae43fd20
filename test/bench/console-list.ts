/** The console's list of people in Chromium: 100,000 beside 200, until the first row is there and while it is scrolled. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { startBrowser } from '../e2e/bare-browser.ts';
import { withElectron } from './electron-ground.ts';
import { median, quantile, type Bench, type Figure } from './figure.ts';
import { fillOrganisation, startOrganisation, TOKEN } from './sample-organisation.ts';
import { sized } from './size.ts';

const FEW = 200;
const MANY = sized(100_000, 2000);
const ROUNDS = sized(5, 1);
const SCROLLS = sized(60, 5);
const PX_PER_SCROLL = 700;
const CONSOLE_FOLDER = path.resolve(import.meta.dirname, '../../dist-console');

interface Measured {
  readonly firstRowMs: number;
  readonly framesMs: readonly number[];
  readonly nodes: number;
}

export const bench: Bench = {
  run: (print) =>
    withElectron(async () => {
      const few = await measure(FEW);
      const many = await measure(MANY);
      tell(print, 'first row of 100,000, over 200', few, many, ({ firstRowMs }) => firstRowMs);
      tell(print, 'median frame while scrolling, over 200', few, many, ({ framesMs }) => median(framesMs));
      tell(print, '99th percentile of frames, over 200', few, many, ({ framesMs }) =>
        quantile(framesMs, 0.99),
      );
      tell(print, 'elements of the page, over 200', few, many, ({ nodes }) => nodes);
    }),
};

function tell(
  print: (figure: Figure) => void,
  name: string,
  few: readonly Measured[],
  many: readonly Measured[],
  of: (measured: Measured) => number,
): void {
  const [little, much] = [median(few.map((one) => of(one))), median(many.map((one) => of(one)))];
  const value = Math.round((much / little) * 100) / 100;
  print({ goal: null, name, value, unit: 'times', of: { rounds: ROUNDS, few: little, many: much } });
}

async function measure(people: number): Promise<readonly Measured[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-bench-'));
  await fillOrganisation(folder, people);
  const service = await startOrganisation(folder, CONSOLE_FOLDER);
  const { page, quit } = await startBrowser(folder);
  try {
    const credentials = JSON.stringify({ kind: 'token', token: TOKEN });
    // Before the page's own scripts: signed out, it would put its own there.
    await page.addInitScript(
      `if (location.origin !== 'null') sessionStorage.setItem('continuity.credentials', ${JSON.stringify(credentials)})`,
    );
    const rounds: Measured[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await oneRound(page, service.httpUrl));
    return rounds;
  } finally {
    await quit();
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function oneRound(page: Page, url: string): Promise<Measured> {
  await page.goto('about:blank');
  const fromMs = performance.now();
  await page.goto(`${url}/#/people`);
  const row = page.getByText('person.0@example.com', { exact: true });
  await row.waitFor();
  const firstRowMs = performance.now() - fromMs;
  // Where the pointer is, the wheel turns; what of the row lies on top is of no concern.
  const { x, y } = (await row.boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(x, y);
  await page.evaluate(WATCH_FRAMES);
  for (let scroll = 0; scroll < SCROLLS; scroll += 1) await page.mouse.wheel(0, PX_PER_SCROLL);
  const framesMs = await page.evaluate<number[]>('framesMs');
  const nodes = await page.locator('*').count();
  return { firstRowMs, framesMs, nodes };
}

/** For the page, which this program has no types of: notes how long each frame took. */
const WATCH_FRAMES = `(() => {
  const framesMs = (globalThis.framesMs = []);
  let last = performance.now();
  const frame = () => {
    const now = performance.now();
    framesMs.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()`;
