/** S1: the app with a large mailbox beside an empty Electron window: painted, CPU of the start, memory. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, expect } from '@playwright/test';
import { fileKeyBox } from '../../electron/adapters/secret-box/file-key.ts';
import { openState } from '../../electron/adapters/state/open-state.ts';
import { statePaths } from '../../electron/adapters/state/state-paths.ts';
import { demoEnvironment, startCompanion } from '../e2e/real-companion.ts';
import { startService } from '../e2e/real-service.ts';
import { withElectron } from './electron-ground.ts';
import { median, type Bench, type Figure } from './figure.ts';
import { sampleMail } from './sample-mailbox.ts';
import { treeCost, type TreeCost } from './process-tree.ts';
import { sized } from './size.ts';

const pairs = sized(5, 1);
const messages = sized(5_000, 500);
/** After the first paint things settle; memory is read then. */
const settleMs = 2_000;

interface Start extends TreeCost {
  readonly paintedMs: number;
}

export const bench: Bench = {
  run: (print) => withElectron(() => measureAll(print)),
};

async function measureAll(print: (figure: Figure) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-start-'));
  try {
    const userData = await prepareMailbox(folder);
    const empty = emptyApp(folder);
    const ours: Start[] = [];
    const floor: Start[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      floor.push(await measure(empty, 'h1', `${folder}/empty-${pair}`));
      ours.push(await measure(path.resolve(import.meta.dirname, '../..'), '[role=option]', userData));
    }
    for (const figure of figures(ours, floor)) print(figure);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A device that was signed in, then cut off, with a mailbox of 5,000. */
async function prepareMailbox(folder: string): Promise<string> {
  const userData = path.join(folder, 'companion');
  const service = await startService(folder);
  const companion = await startCompanion({ userData, env: demoEnvironment(service.ready.httpUrl) });
  await expect(companion.page.getByText('All five days cached')).toBeVisible({ timeout: 120_000 });
  await companion.quit();
  await service.stop();
  const stateFolder = path.join(userData, 'device');
  const box = fileKeyBox(statePaths(stateFolder).keyFile);
  const state = await openState({ folder: stateFolder, box, log: { write: () => undefined } });
  const { messages: present } = await state.mail.counts();
  await state.mail.put(
    Array.from({ length: messages - present }, (_, index) => sampleMail(index, Date.now())),
  );
  await state.close();
  return userData;
}

function emptyApp(folder: string): string {
  const app = path.join(folder, 'empty-app');
  mkdirSync(app);
  writeFileSync(path.join(app, 'package.json'), '{"name":"empty","main":"main.mjs","type":"module"}');
  writeFileSync(
    path.join(app, 'main.mjs'),
    `import { app, BrowserWindow } from 'electron';
     void app.whenReady().then(() => {
       const window = new BrowserWindow({ width: 1100, height: 720 });
       return window.loadURL('data:text/html,<title>Empty</title><h1>Empty</h1>');
     });`,
  );
  return app;
}

async function measure(app: string, firstElement: string, userData: string): Promise<Start> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const startedMs = Date.now();
  const electron = await _electron.launch({
    args: [...(asRoot ? ['--no-sandbox'] : []), app, `--user-data-dir=${userData}`],
    cwd: app,
  });
  const page = await electron.firstWindow();
  // Two frames after the element is there, it has been painted.
  const paintedAtMs: number = await page.evaluate(`new Promise((resolve) => {
    const look = () => document.querySelector(${JSON.stringify(firstElement)}) === null
      ? requestAnimationFrame(look)
      : requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
    look();
  })`);
  const pid = electron.process().pid ?? 0;
  const { cpuMs } = treeCost(pid);
  await once(AbortSignal.timeout(settleMs), 'abort');
  const { processes, pssMb } = treeCost(pid);
  await electron.close();
  return { paintedMs: paintedAtMs - startedMs, cpuMs, processes, pssMb };
}

function* figures(ours: readonly Start[], floor: readonly Start[]): Generator<Figure> {
  const of = { pairs, messages, processes: [ours[0]?.processes, floor[0]?.processes] };
  for (const [name, unit] of [
    ['paintedMs', 'ms'],
    ['cpuMs', 'ms'],
    ['pssMb', 'MB'],
  ] as const) {
    const app = ours.map((start) => start[name]);
    const empty = floor.map((start) => start[name]);
    yield {
      goal: null,
      name: `${name} of the app`,
      value: round(median(app)),
      unit,
      of: { ...of, all: app.map(round) },
    };
    yield {
      goal: null,
      name: `${name} of an empty window`,
      value: round(median(empty)),
      unit,
      of: { ...of, all: empty.map(round) },
    };
    yield {
      goal: 'S1',
      name: `${name}, app / empty window`,
      value: round(median(app) / median(empty)),
      unit: 'ratio',
      of,
    };
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
