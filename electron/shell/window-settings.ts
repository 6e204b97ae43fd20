/** What every window of the app is locked down to (security 2 to 6, 8 to 12). */
import type { Session, WebPreferences } from 'electron';

export interface WindowGround {
  readonly session: Session;
  /** null: a page that gets nothing of the app. */
  readonly preloadFile: string | null;
  readonly packaged: boolean;
}

export function lockedWebPreferences({ session, preloadFile, packaged }: WindowGround): WebPreferences {
  return {
    session,
    ...(preloadFile === null ? {} : { preload: preloadFile }),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !packaged,
  };
}
