/** Keeps every page where it is: no navigation, no new window, no webview (security 11 to 14). */
import type { WebContents } from 'electron';

export interface NavigationRules {
  /** The one page that the window itself may show, and reload. */
  readonly isOwnPage: (url: string) => boolean;
  /** A document that a frame of the page may show. */
  readonly isFrameDocument: (url: string) => boolean;
  /** Told of a refused navigation, for the log; without the address, which may be from a mail. */
  readonly refused: (what: 'navigation' | 'redirect' | 'new-window' | 'webview') => void;
}

type Guarded = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

export function guardNavigation(contents: Guarded, rules: NavigationRules): void {
  contents.on('will-frame-navigate', (details) => {
    const allowed = details.isMainFrame ? rules.isOwnPage(details.url) : rules.isFrameDocument(details.url);
    if (allowed) return;
    details.preventDefault();
    rules.refused('navigation');
  });
  contents.on('will-navigate', (details) => {
    if (!rules.isOwnPage(details.url)) details.preventDefault();
  });
  // Nothing of ours redirects.
  contents.on('will-redirect', (details) => {
    details.preventDefault();
    rules.refused('redirect');
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    rules.refused('webview');
  });
  contents.setWindowOpenHandler(() => {
    rules.refused('new-window');
    return { action: 'deny' };
  });
}
