/** An empty window of Electron's Chromium, as the browser in which an administrator opens the console. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { asRoot } from './real-companion.ts';

/** Downloads go to a folder without a question, as most browsers have them. */
const MAIN = `
const { app, BrowserWindow, session } = require('electron');
const path = require('node:path');
void app.whenReady().then(() => {
  session.defaultSession.on('will-download', (event, item) => {
    item.setSavePath(path.join(__dirname, 'downloads', item.getFilename()));
  });
  return new BrowserWindow({ width: 1280, height: 800 }).loadURL('about:blank');
});
`;

export interface BareBrowser {
  readonly page: Page;
  /** Where downloads are saved, by their own names. */
  readonly downloads: string;
  /** Of the page, in pixels. */
  readonly resize: (width: number, height: number) => Promise<void>;
  readonly quit: () => Promise<void>;
}

/** `folder` holds its program and its profile. */
export async function startBrowser(folder: string): Promise<BareBrowser> {
  const main = path.join(folder, 'bare-browser.cjs');
  const downloads = path.join(folder, 'downloads');
  mkdirSync(downloads, { recursive: true });
  writeFileSync(main, MAIN);
  const app = await _electron.launch({
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      main,
      `--user-data-dir=${path.join(folder, 'browser')}`,
      '--lang=en-GB',
    ],
  });
  return {
    page: await app.firstWindow(),
    downloads,
    async resize(width, height) {
      await app.evaluate(
        ({ BrowserWindow }, size) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      );
    },
    quit: () => app.close(),
  };
}
