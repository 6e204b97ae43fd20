/** Settings survive whatever is found on disk (bad inputs: config-file). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, readStoredSettings } from '../../../electron/shell/stored-settings.ts';

describe('stored settings', () => {
  test.each(['', '{', '[]', 'null', '7', '"x"', '{"theme":"dark"', '{,}', '\u0000'])(
    '%j is damaged',
    (text) => {
      expect(readStoredSettings(text)).toEqual({ state: 'damaged' });
    },
  );

  test.each([
    '{"theme":"dark"}',
    '\uFEFF{"theme":"dark"}',
    '{\r\n"theme":"dark"\r\n}\r\n',
    '{"theme":"dark","new":1}',
  ])('%j is read', (text) => {
    expect(readStoredSettings(text)).toEqual({
      state: 'read',
      settings: { ...DEFAULT_SETTINGS, theme: 'dark' },
      ignored: [],
    });
  });

  test('a field of a wrong type costs that preference only, and is named', () => {
    expect(readStoredSettings('{"theme":"pink","language":"de","openAtLogin":"yes"}')).toEqual({
      state: 'read',
      settings: { ...DEFAULT_SETTINGS, language: 'de' },
      ignored: ['theme', 'openAtLogin'],
    });
  });

  test('any JSON object gives settings, and never another prototype', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('theme', 'language', '__proto__', 'x'), fc.jsonValue()),
        (fields) => {
          const stored = readStoredSettings(JSON.stringify(fields));
          expect(stored.state).toBe('read');
          if (stored.state === 'read')
            expect(Object.keys(stored.settings)).toEqual(Object.keys(DEFAULT_SETTINGS));
        },
      ),
    );
  });
});
