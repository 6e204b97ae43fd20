/** Tests that both languages say the same things, in the spec's manner of speaking. */
import { describe, expect, test } from 'vitest';
import { de } from '../../../renderer/text/de.ts';
import { en } from '../../../renderer/text/en.ts';
import { chooseLanguage } from '../../../renderer/text/language.ts';

type Tree = { readonly [key: string]: string | Tree };

function sentences(tree: Tree, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : sentences(value, `${path}${key}.`),
  );
}

const placeHolders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
const english = sentences(en);
const german = new Map(sentences(de));

describe('texts', () => {
  test('every English sentence has a German one with the same place holders', () => {
    const missing = english.filter(([key, text]) => {
      const other = german.get(key);
      return other === undefined || placeHolders(other).join() !== placeHolders(text).join();
    });
    expect(missing).toEqual([]);
    expect(german.size).toBe(english.length);
  });

  test('experience, Text: no exclamation marks, no "error occurred", nothing empty', () => {
    const offending = [...english, ...german].filter(([, text]) => /!|error occurred|^\s*$/i.test(text));
    expect(offending).toEqual([]);
  });

  test('a language that is counted has both its forms', () => {
    const keys = new Set(english.map(([key]) => key));
    const lonely = [...keys].filter(
      (key) => key.endsWith('_one') && !keys.has(key.replace(/_one$/, '_other')),
    );
    expect(lonely).toEqual([]);
  });

  test.each([
    ['system', 'de-AT', 'de'],
    ['system', 'de_CH', 'de'],
    ['system', 'fr-FR', 'en'],
    ['en', 'de-DE', 'en'],
    ['de', 'en-GB', 'de'],
  ] as const)('setting %s on a system in %s speaks %s', (setting, locale, language) => {
    expect(chooseLanguage(setting, locale)).toBe(language);
  });
});
