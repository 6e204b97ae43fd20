/** Builds the window's parts and shows them; what the harness of the tests starts too, at the same port. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { WindowApi } from '../../shared/bridge/window-api.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import { createConstructedRenderer } from '../theme/constructed-styles.ts';
import type { TextDirection } from '../theme/theme-root.tsx';
import { App } from './app.tsx';
import type { WindowClock } from './state/service-now.ts';
import { createViewStore, type View } from './state/view-store.ts';
import { createWindowStore, followUpdates } from './state/window-store.ts';

const systemClock: WindowClock = { nowMs: () => performance.now(), wallMs: () => Date.now() };

export interface StartOptions {
  readonly view?: Partial<View>;
  /** Instead of the language's own, to look at a mirrored window. */
  readonly dir?: TextDirection;
}

export function startCompanion(
  root: HTMLElement,
  api: WindowApi,
  { view = {}, dir }: StartOptions = {},
): Stop {
  const store = createWindowStore();
  const stopFollowing = followUpdates(api, store, systemClock);
  const page = createRoot(root);
  page.render(
    <StrictMode>
      <App
        companion={{ api, views: createViewStore(view), clock: systemClock }}
        store={store}
        renderer={createConstructedRenderer(document)}
        sheet={new CSSStyleSheet()}
        {...(dir === undefined ? {} : { dir })}
      />
    </StrictMode>,
  );
  return () => {
    stopFollowing();
    page.unmount();
  };
}
