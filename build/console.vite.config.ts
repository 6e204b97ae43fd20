// Builds the administrator's page, which the control service serves.
import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

export default defineConfig({
  root: path.join(root, 'renderer/console'),
  base: './',
  plugins: [react()],
  build: {
    // Browsers of the last two years; Electron's is among them.
    target: ['chrome130', 'firefox132', 'safari18'],
    outDir: path.join(root, 'dist-console'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
