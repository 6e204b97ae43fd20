/** Shows the whole window in jsdom, on the fake at its port. */
import { createDOMRenderer } from '@fluentui/react-components';
import { render, type RenderResult } from '@testing-library/react';
import { App } from '../../../renderer/companion/app.tsx';
import type { WindowClock } from '../../../renderer/companion/state/service-now.ts';
import { createViewStore, type View, type ViewStore } from '../../../renderer/companion/state/view-store.ts';
import { createWindowStore, followUpdates } from '../../../renderer/companion/state/window-store.ts';
import type { Draft } from '../../../shared/bridge/compose.ts';
import type { WindowUpdate } from '../../../shared/bridge/window-api.ts';
import { toMs } from '../../../shared/domain/instant.ts';
import { createFakeWindowApi, type FakeWindowApi } from '../gallery/fake-window-api.ts';
import { NOW } from '../gallery/sample-mail.ts';

export interface WindowRig {
  readonly api: FakeWindowApi;
  readonly views: ViewStore;
  readonly page: RenderResult;
}

/** Stands still: what a snapshot says is what the window shows. */
const clock: WindowClock = { nowMs: () => 0, wallMs: () => toMs(NOW) };

export function showWindow(update: WindowUpdate, view: Partial<View> = {}, draft?: Draft): WindowRig {
  giveWhatJsdomLacks();
  const api = createFakeWindowApi(update, undefined, draft);
  const store = createWindowStore();
  const views = createViewStore(view);
  followUpdates(api, store, clock);
  const page = render(
    <App
      companion={{ api, views, clock }}
      store={store}
      renderer={createDOMRenderer(document)}
      sheet={new CSSStyleSheet()}
    />,
  );
  return { api, views, page };
}

/** jsdom lays nothing out: no media, no sizes, no top layer. */
function giveWhatJsdomLacks(): void {
  Object.assign(window, {
    reportError: (cause: unknown) => {
      throw cause;
    },
    matchMedia: (media: string) => ({
      media,
      matches: false,
      addEventListener() {},
      removeEventListener() {},
    }),
    ResizeObserver: class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  });
  Object.assign(document, { adoptedStyleSheets: [] });
  Object.assign(Element.prototype, { scrollIntoView() {} });
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
    },
  });
}
