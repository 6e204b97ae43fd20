/** No navigation, no new window, no webview (security 11 to 14). */
import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { guardNavigation } from '../../../electron/shell/navigation-guard.ts';

type Guarded = Parameters<typeof guardNavigation>[0];
type OpenHandler = Parameters<Guarded['setWindowOpenHandler']>[0];

/** Stands for a page's WebContents: emits its events and keeps the handler for new windows. */
class Page extends EventEmitter {
  openHandler: OpenHandler | null = null;
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
  /** Whether the page got away with it. */
  tries(event: string, details: Readonly<Record<string, unknown>>): boolean {
    let prevented = false;
    this.emit(event, {
      ...details,
      preventDefault: () => {
        prevented = true;
      },
    });
    return !prevented;
  }
}

function guardedPage(): { readonly page: Page; readonly refused: string[] } {
  const page = new Page();
  const refused: string[] = [];
  // Electron's `on` promises a whole WebContents back; the guard asks for none.
  guardNavigation(page as unknown as Guarded, {
    isOwnPage: (url) => url === 'app://main/index.html',
    isFrameDocument: (url) => url === 'mail-view://shown/',
    refused: (what) => void refused.push(what),
  });
  return { page, refused };
}

describe('security 13: navigation', () => {
  test.each([
    ['the window reloads its own page', true, 'app://main/index.html', true],
    ['the window shows a mail', true, 'mail-view://shown/', false],
    ['the window leaves', true, 'https://evil.example/', false],
    ['the window runs a script address', true, 'javascript:alert(1)', false],
    ['the window opens a file', true, 'file:///etc/passwd', false],
    ['another page of the app', true, 'app://main/other.html', false],
    ['the frame shows the mail that was presented', false, 'mail-view://shown/', true],
    ['the frame shows another', false, 'mail-view://other/', false],
    ['a link in a mail', false, 'https://evil.example/', false],
    ['the page inside the frame', false, 'app://main/index.html', false],
  ])('%s', (_what, isMainFrame, url, allowed) => {
    const { page, refused } = guardedPage();
    expect(page.tries('will-frame-navigate', { isMainFrame, url })).toBe(allowed);
    expect(refused).toEqual(allowed ? [] : ['navigation']);
  });

  test('the older event is guarded too', () => {
    const { page } = guardedPage();
    expect(page.tries('will-navigate', { url: 'https://evil.example/' })).toBe(false);
    expect(page.tries('will-navigate', { url: 'app://main/index.html' })).toBe(true);
  });

  test('nothing is redirected, not even to our own page', () => {
    const { page, refused } = guardedPage();
    expect(page.tries('will-redirect', { url: 'app://main/index.html' })).toBe(false);
    expect(refused).toEqual(['redirect']);
  });
});

describe('security 11, 12, 14: windows and webviews', () => {
  test('a new window is denied, whatever it asks for', () => {
    const { page, refused } = guardedPage();
    const details = {} as Parameters<OpenHandler>[0];
    expect(page.openHandler?.(details)).toEqual({ action: 'deny' });
    expect(refused).toEqual(['new-window']);
  });
  test('a webview is not attached', () => {
    const { page } = guardedPage();
    expect(page.tries('will-attach-webview', {})).toBe(false);
  });
});
