// Builds the app: the shell and the device's process as ES modules, the preload as CommonJS, the person's pages.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { cpSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const output = path.join(root, 'dist-app');

// What the oldest supported Electron (33) has inside.
const nodeTarget = 'node20.18';
const pageTarget = 'chrome130';

// Native code is loaded from its own files, so it cannot be bundled. Everything else is.
const external = ['electron', 'libsql', '@node-rs/argon2'];

/** The tray's and the window's pictures, which the shell reads from icons/ beside it. */
const copyIcons: Plugin = {
  name: 'copy-icons',
  closeBundle() {
    cpSync(path.join(root, 'build/icons/public'), output, { recursive: true });
  },
};

export default defineConfig({
  main: {
    plugins: [copyIcons],
    build: {
      externalizeDeps: false,
      target: nodeTarget,
      outDir: output,
      emptyOutDir: false,
      sourcemap: true,
      rolldownOptions: {
        external,
        input: {
          main: path.join(root, 'electron/main.ts'),
          'device-process': path.join(root, 'electron/device-process.ts'),
          'mail-worker': path.join(root, 'electron/mail-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: nodeTarget,
      outDir: output,
      emptyOutDir: false,
      rolldownOptions: {
        external,
        input: { preload: path.join(root, 'electron/preload.ts') },
        // A sandboxed preload is CommonJS and one file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path.join(root, 'renderer/companion'),
    base: './',
    plugins: [react()],
    build: {
      target: pageTarget,
      outDir: path.join(output, 'renderer'),
      emptyOutDir: true,
      // The content security policy allows no data: fonts or scripts, and one rule for all is simpler.
      assetsInlineLimit: 0,
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: path.join(root, 'renderer/companion/index.html') },
    },
  },
});
