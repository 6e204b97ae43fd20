/** A link is opened only after the person saw where it leads and said yes (security 15). */
import type { MessageBoxOptions } from 'electron';
import { expect, test } from 'vitest';
import { createLinkOpener } from '../../../electron/shell/open-external.ts';
import { english } from '../../../electron/shell/text/english.ts';

function opener(button: number) {
  const asked: MessageBoxOptions[] = [];
  const opened: string[] = [];
  const open = createLinkOpener({
    ask: async (question) => {
      asked.push(question);
      return button;
    },
    open: async (url) => void opened.push(url),
    text: () => english,
  });
  return { asked, opened, open };
}

test('the dialog shows the host in ASCII, and Enter does not follow the link', async () => {
  const { asked, opened, open } = opener(1);
  expect(await open('https://\u0430\u0440\u0440\u04cf\u0435.com/login')).toEqual({
    ok: true,
    value: { opened: false },
  });
  expect(asked[0]?.detail).toContain('xn--80ak6aa92e.com');
  expect(asked[0]).toMatchObject({ defaultId: 1, cancelId: 1 });
  expect(opened).toEqual([]);
});

test('what is opened is what was shown', async () => {
  const { asked, opened, open } = opener(0);
  expect(await open('https:evil.example')).toEqual({ ok: true, value: { opened: true } });
  expect(opened).toEqual(['https://evil.example/']);
  expect(asked[0]?.detail).toContain('https://evil.example/');
});

test('a refused link asks nobody', async () => {
  const { asked, opened, open } = opener(0);
  expect(await open('smb://evil.example/s')).toEqual({ ok: false, problem: 'scheme' });
  expect([asked, opened]).toEqual([[], []]);
});
