/** D1, the app's half: from creating or ending an event by REST until the band is painted, service and app on one machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { createAdministrator, inMs } from '../e2e/administrator.ts';
import { demoEnvironment, startCompanion } from '../e2e/real-companion.ts';
import { startService } from '../e2e/real-service.ts';
import { withElectron } from './electron-ground.ts';
import { median, type Bench, type Figure } from './figure.ts';
import { sized } from './size.ts';

const rounds = sized(30, 2);

export const bench: Bench = {
  run: (print) => withElectron(() => measureAll(print)),
};

async function measureAll(print: (figure: Figure) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-switch-'));
  const service = await startService(folder);
  const companion = await startCompanion({
    userData: path.join(folder, 'companion'),
    env: demoEnvironment(service.ready.httpUrl),
  });
  try {
    const { page } = companion;
    await expect(page.getByText('All five days cached')).toBeVisible({ timeout: 120_000 });
    const administrator = await createAdministrator(service);
    const painted: number[] = [];
    const answered: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const switched = await watchBand(page, 'band--dr');
      const startMs = Date.now();
      const eventId = await administrator.createEvent({ description: `Round ${round}`, start: inMs(0) });
      answered.push(Date.now() - startMs);
      painted.push((await switched()) - startMs);
      await administrator.endNow(eventId);
      await expect(page.locator('.band--dr')).toHaveCount(0);
    }
    const of = { rounds, answeredMs: median(answered), all: painted };
    const sorted = [...painted].sort((one, two) => one - two);
    print({
      goal: null,
      name: 'event created by REST to band painted, first',
      value: painted[0] ?? 0,
      unit: 'ms',
      of,
    });
    print({
      goal: 'D1',
      name: 'event created by REST to band painted, p50',
      value: median(painted),
      unit: 'ms',
      of,
    });
    print({
      goal: 'D1',
      name: 'event created by REST to band painted, worst',
      value: sorted.at(-1) ?? 0,
      unit: 'ms',
      of,
    });
  } finally {
    await companion.quit();
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Begins to watch before the event is created; the page itself notes when the band was painted, in wall time. */
async function watchBand(page: Page, className: string): Promise<() => Promise<number>> {
  await page.evaluate(`globalThis.bandPainted = new Promise((resolve) => {
    const look = () => document.querySelector(${JSON.stringify(`.${className}`)}) === null
      ? requestAnimationFrame(look)
      : requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
    look();
  }); undefined`);
  return () => page.evaluate<number>('globalThis.bandPainted');
}
