/** Whether a domain mixes scripts to look like another one (UTS #39; spoof-homograph-idn). */
import { domainToASCII, domainToUnicode } from 'node:url';

/** Scripts that are written together and belong together. */
const FAMILIES: readonly RegExp[] = [
  /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Han}\p{Script=Bopomofo}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u,
  ...[
    'Cyrillic',
    'Greek',
    'Arabic',
    'Hebrew',
    'Thai',
    'Devanagari',
    'Armenian',
    'Georgian',
    'Tamil',
    'Bengali',
  ].map((script) => new RegExp(`^[\\p{Script=${script}}\\p{Script=Common}\\p{Script=Inherited}]*$`, 'u')),
];

export interface ShownDomain {
  readonly domain: string;
  readonly mixed: boolean;
}

/** A label that mixes scripts is shown in its ASCII form, in which it looks like nothing else. */
export function shownDomain(domain: string): ShownDomain {
  const unicode = domainToUnicode(domain) || domain;
  const mixed = unicode.split('.').some((label) => !FAMILIES.some((family) => family.test(label)));
  return { domain: mixed ? domainToASCII(domain) || domain : domain, mixed };
}
