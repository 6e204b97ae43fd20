/** Composition root of the companion's window. */
import '../theme/tokens.css';
import '../theme/forced-colours.css';
import '../theme/base.css';
import type { WindowApi } from '../../shared/bridge/window-api.ts';
import { startCompanion } from './start-companion.tsx';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly continuity: WindowApi;
  }
}

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
startCompanion(root, window.continuity);
