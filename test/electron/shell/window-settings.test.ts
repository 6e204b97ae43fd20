/** Every window's settings, exactly (security 2 to 6, 8 to 12). */
import type { Session } from 'electron';
import { describe, expect, test } from 'vitest';
import { lockedWebPreferences } from '../../../electron/shell/window-settings.ts';

const session = Object.create(null) as Session;

describe('security 2 to 12: web preferences', () => {
  test.each([
    [true, false],
    [false, true],
  ])('are these and no others; packaged %s', (packaged, devTools) => {
    expect(lockedWebPreferences({ session, preloadFile: '/preload.cjs', packaged })).toStrictEqual({
      session,
      preload: '/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools,
    });
  });

  test('a page that gets nothing of the app has no preload, and the rest alike', () => {
    const given = { session, packaged: true };
    const { preload, ...rest } = lockedWebPreferences({ ...given, preloadFile: '/preload.cjs' });
    expect(preload).toBe('/preload.cjs');
    expect(lockedWebPreferences({ ...given, preloadFile: null })).toStrictEqual(rest);
  });
});
