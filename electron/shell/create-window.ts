/** The one place where windows are made, so that none escapes the settings and the guards (security 2, 13, 14). */
import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import { guardNavigation, type NavigationRules } from './navigation-guard.ts';
import { lockedWebPreferences, type WindowGround } from './window-settings.ts';

/** What a window may choose for itself: how it looks, never what its page can do. */
export type WindowLook = Omit<BrowserWindowConstructorOptions, 'webPreferences'>;

export function createWindow(look: WindowLook, ground: WindowGround, rules: NavigationRules): BrowserWindow {
  const window = new BrowserWindow({ ...look, webPreferences: lockedWebPreferences(ground) });
  guardNavigation(window.webContents, rules);
  return window;
}
