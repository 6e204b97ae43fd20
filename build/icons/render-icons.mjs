// @ts-check
// Draws the icons from their SVG sources: `electron build/icons/render-icons.mjs`; the pictures are kept with the sources.
import { BrowserWindow, app } from 'electron';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const sources = path.join(import.meta.dirname, 'source');
const output = path.join(import.meta.dirname, 'public/icons');

const trayStates = ['normal', 'dr', 'unreachable', 'attention'];
// A tray asks for 16 points; on a dense screen that is the drawing made for 32.
const traySizes = [
  { pixels: 16, suffix: '' },
  { pixels: 32, suffix: '@2x' },
];
const appPixels = 256;

/** The colours of one theme: a tray picture cannot follow a media query. @param {string} svg @param {boolean} dark */
function inTheme(svg, dark) {
  const darkRules = /@media\(prefers-color-scheme:dark\)\{((?:[^{}]*\{[^{}]*\})*)\}/.exec(svg);
  return svg.replace(
    /@media\(prefers-color-scheme:dark\)\{(?:[^{}]*\{[^{}]*\})*\}/,
    dark ? (darkRules?.[1] ?? '') : '',
  );
}

/** @param {Electron.WebContents} page @param {string} svg @param {number} pixels @returns {Promise<Buffer>} */
async function draw(page, svg, pixels) {
  const url = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  /** @type {string} */
  const png = await page.executeJavaScript(`new Promise((resolve, reject) => {
    const image = new Image();
    image.onerror = () => reject(new Error('the drawing cannot be read'));
    image.onload = () => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = ${pixels};
      canvas.getContext('2d').drawImage(image, 0, 0, ${pixels}, ${pixels});
      resolve(canvas.toDataURL('image/png'));
    };
    image.src = ${JSON.stringify(url)};
  })`);
  return Buffer.from(png.slice(png.indexOf(',') + 1), 'base64');
}

async function drawAll() {
  mkdirSync(output, { recursive: true });
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadURL('about:blank');
  for (const state of trayStates) {
    for (const { pixels, suffix } of traySizes) {
      const svg = readFileSync(path.join(sources, `tray-${state}-${pixels}.svg`), 'utf8');
      for (const theme of ['light', 'dark']) {
        const png = await draw(window.webContents, inTheme(svg, theme === 'dark'), pixels);
        writeFileSync(path.join(output, `tray-${state}-${theme}${suffix}.png`), png);
      }
    }
  }
  const appSvg = readFileSync(path.join(sources, 'app.svg'), 'utf8');
  writeFileSync(path.join(output, 'app.png'), await draw(window.webContents, appSvg, appPixels));
}

void app
  .whenReady()
  .then(drawAll)
  .then(
    () => app.exit(0),
    (/** @type {unknown} */ error) => {
      console.error(error);
      app.exit(1);
    },
  );
