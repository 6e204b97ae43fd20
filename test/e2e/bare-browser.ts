/** An empty window of Electron's Chromium, as the browser in which an administrator opens the console. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { asRoot } from './real-companion.ts';

const MAIN = `
const { app, BrowserWindow } = require('electron');
void app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('about:blank'));
`;

export interface BareBrowser {
  readonly page: Page;
  readonly quit: () => Promise<void>;
}

/** `folder` holds its program and its profile. */
export async function startBrowser(folder: string): Promise<BareBrowser> {
  const main = path.join(folder, 'bare-browser.cjs');
  writeFileSync(main, MAIN);
  const app = await _electron.launch({
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      main,
      `--user-data-dir=${path.join(folder, 'browser')}`,
      '--lang=en-GB',
    ],
  });
  return { page: await app.firstWindow(), quit: () => app.close() };
}
