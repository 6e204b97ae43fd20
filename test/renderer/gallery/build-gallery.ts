/** Builds the gallery into a folder of plain files, with the same settings as the app's pages. */
import react from '@vitejs/plugin-react';
import { build } from 'vite';

export async function buildGallery(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
}
