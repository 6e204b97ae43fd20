/** Asks axe about a page, injected: its usual driver cannot open a tab in Electron (dependencies, trap 8). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 A and AA, and axe's best practices: nothing may be found (experience, first paragraph). */
export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  // As a debugger's expression it passes the page's policy, which lets no foreign script in; once for each document.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(`${axe}; undefined`);
  const found = await page.evaluate(async () => {
    const { axe: judge } = globalThis as unknown as {
      axe: {
        run: (
          root: Document,
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await judge.run(document, { iframes: false });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
    );
  });
  expect(found).toEqual([]);
}

/** One change may bring the next about: an answer that comes makes a button fade back. More rounds than any page has. */
const MAX_ROUNDS = 20;

/** What fades in is judged, and photographed, when it is there. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async (rounds) => {
    for (let round = 0; round < rounds; round += 1) {
      // What has just been changed fades from the next frame on.
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const fading = document.getAnimations().filter(({ playState }) => playState === 'running');
      if (fading.length === 0) return;
      await Promise.allSettled(fading.map(({ finished }) => finished));
    }
  }, MAX_ROUNDS);
}
