/** What every window of the app is locked down to (security 2 to 6, 8 to 12). */
import type { Session, WebPreferences } from 'electron';

export interface WindowGround {
  readonly session: Session;
  readonly preloadFile: string;
  readonly packaged: boolean;
}

export function lockedWebPreferences({ session, preloadFile, packaged }: WindowGround): WebPreferences {
  return {
    session,
    preload: preloadFile,
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
