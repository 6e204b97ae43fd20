/** Mail documents: few, unguessable, each under the mail policy (security 7). */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createMailDocuments } from '../../../electron/shell/mail-documents.ts';

test('a document is found under its own address only', () => {
  const documents = createMailDocuments(randomUUID);
  const one = documents.present('<p>one');
  const two = documents.present('<p>two');
  expect(documents.find(one)).toContain('<p>one');
  expect(documents.find(two)).toContain('<p>two');
  for (const url of [`${one}x`, one.slice(0, -1), one.toUpperCase(), 'mail-view://x/', '']) {
    expect(documents.find(url)).toBeNull();
  }
});

test('an address is one that a browser takes as it is', () => {
  const url = createMailDocuments(randomUUID).present('');
  expect(url).toMatch(/^mail-view:\/\/[0-9a-f-]{36}\/$/);
});

test('the policy stands before anything that a sender wrote', () => {
  const documents = createMailDocuments(randomUUID);
  const html = documents.find(documents.present('<!doctype html><html><head><meta charset="utf-7">')) ?? '';
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('utf-7'));
  expect(html).toMatch(
    /^<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'/,
  );
});

test('only the latest few are kept', () => {
  const documents = createMailDocuments(randomUUID);
  const urls = Array.from({ length: 20 }, (_, index) => documents.present(String(index)));
  expect(urls.map((url) => documents.find(url) !== null)).toEqual(urls.map((_, index) => index >= 14));
});
