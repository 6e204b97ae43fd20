/** Tests that whatever the service refuses is said in the reader's language, with the facts that it gives. */
import { expect, test } from 'vitest';
import { refusalWords, type Refusal } from '../../../../renderer/console/frame/refusal-words.ts';
import { createFormats } from '../../../../renderer/text/formats.ts';
import { createTexts, formatLocale, type Language } from '../../../../renderer/text/language.ts';
import { PROBLEMS } from '../../../../shared/http/problem-names.ts';

const MESSAGE = 'in the service’s own words';
const FACTS = {
  limit: 20_000,
  line: 1234,
  allowed: ['m365', 'sms'],
  value: 'postcode',
  event: 'Night drill',
};
const SAID: Readonly<Record<keyof typeof FACTS, RegExp>> = {
  limit: /20[.,]000/u,
  line: /1[.,]234/u,
  allowed: /m365, sms/u,
  value: /postcode/u,
  event: /Night drill/u,
};
const NAMES = Object.entries(PROBLEMS);

function saying(language: Language): (refusal: Omit<Refusal, 'message'>) => string {
  const { t } = createTexts(language);
  const formats = createFormats(formatLocale(language, language), t);
  return (refusal) => refusalWords({ ...refusal, message: MESSAGE }, t, formats);
}

test.each(['en', 'de'] as const)(
  '%s: each name has words, that say the facts it needs and no others',
  (language) => {
    const say = saying(language);
    const told = NAMES.map(([code]) => {
      const words = say({ code, ...FACTS });
      const said = Object.entries(SAID).flatMap(([fact, figure]) => (figure.test(words) ? [fact] : []));
      return [code, words === MESSAGE || /\{\{/u.test(words) ? 'no words' : said.sort()];
    });
    expect(told).toEqual(NAMES.map(([code, needed]) => [code, [...needed].sort()]));
  },
);

test('each name has words of its own in each language', () => {
  const words = (['en', 'de'] as const).flatMap((language) => {
    const say = saying(language);
    return NAMES.map(([code]) => say({ code, ...FACTS }));
  });
  expect(new Set(words).size).toBe(2 * NAMES.length);
});

test('what is not known, or comes without what its words need, is said as the service says it', () => {
  const say = saying('de');
  expect(say({ code: 'of-a-newer-service' })).toBe(MESSAGE);
  expect(say({ code: 'toString' })).toBe(MESSAGE);
  expect(say({ code: 'too-long' })).toBe(MESSAGE);
  expect(say({ code: 'unknown-column', value: 'age' })).toBe(MESSAGE);
});
