/** Composition root of the administration console. */
import './state/zod-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { createConstructedRenderer } from '../theme/constructed-styles.ts';
import '../theme/tokens.css';
import '../theme/base.css';
import '../theme/forced-colours.css';
import { ConsoleApp } from './console-app.tsx';
import { createConsole } from './state/console-store.ts';

const TOKEN_KEY = 'continuity.admin-token';

/** Longer than a blink, shorter than a doubt; each reading is a handful of requests. */
const REFRESH_MS = 2000;

const console_ = createConsole({
  read: () => sessionStorage.getItem(TOKEN_KEY),
  write: (token) => {
    if (token === null) sessionStorage.removeItem(TOKEN_KEY);
    else sessionStorage.setItem(TOKEN_KEY, token);
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

createRoot(root).render(
  <ConsoleApp value={console_} renderer={createConstructedRenderer(document)} sheet={new CSSStyleSheet()} />,
);

const kept = sessionStorage.getItem(TOKEN_KEY);
if (kept !== null) void console_.signIn(kept);

setInterval(() => {
  if (document.visibilityState === 'visible') void console_.refresh();
}, REFRESH_MS);
