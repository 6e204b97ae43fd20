/** What a new password must be: long enough, none that everybody tries, and more than whose it is (product 7.3, NIST SP 800-63B). */
import { countCharacters } from '../../shared/domain/limits.ts';
import { MAX_PASSWORD_CHARACTERS } from '../../shared/http/people.ts';
import type { FieldProblem } from '../refusal.ts';
import { foldedKey } from '../search-key.ts';
import { isTooLong, tooLong } from '../text.ts';
import type { IsCommonPassword } from './common-passwords.ts';

/** What a guesser puts before and after a word: a year and an exclamation mark. */
const COMMON_ENDS = /^\P{L}{1,4}|\P{L}{1,5}$/gu;
/** Of what is repeated to make a password long. */
const REPEATED = /^(.{1,20}?)\1+$/su;
/** Shorter ones are found by trying all of them. */
const MIN_REPEATED_CHARACTERS = 5;
/** Shorter words are in too much else. */
const MIN_OWN_WORD_CHARACTERS = 3;
/** What must be left of a password without the words of its owner. */
const MIN_OTHER_CHARACTERS = 6;

export interface PasswordOwner {
  readonly displayName: string;
  readonly email: string;
}

export async function checkPassword(
  password: string,
  owner: PasswordOwner,
  minCharacters: number,
  isCommon: IsCommonPassword,
): Promise<FieldProblem[]> {
  const pointer = '/password';
  if (isTooLong(password, MAX_PASSWORD_CHARACTERS)) return [tooLong(pointer, MAX_PASSWORD_CHARACTERS)];
  if (countCharacters(password) < minCharacters) {
    const message = `must have at least ${String(minCharacters)} characters`;
    return [{ pointer, code: 'too-short', message, limit: minCharacters }];
  }
  if (isMadeOfOwner(password, owner))
    return [{ pointer, code: 'password-of-name', message: 'must be more than name and address' }];
  if (await isEasy(password, isCommon))
    return [{ pointer, code: 'common-password', message: 'is one of those that are tried first' }];
  return [];
}

async function isEasy(password: string, isCommon: IsCommonPassword): Promise<boolean> {
  const whole = password.normalize('NFKC').toLowerCase();
  const repeated = REPEATED.exec(whole)?.[1] ?? whole;
  if (countCharacters(repeated) < MIN_REPEATED_CHARACTERS) return true;
  for (const one of new Set([whole, repeated, whole.replace(COMMON_ENDS, '')]))
    if (await isCommon(one)) return true;
  return false;
}

function isMadeOfOwner(password: string, { displayName, email }: PasswordOwner): boolean {
  const words = foldedKey(displayName, email)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => countCharacters(word) >= MIN_OWN_WORD_CHARACTERS)
    // So that no short one takes the middle out of a long one.
    .sort((one, other) => other.length - one.length);
  const whole = foldedKey(password);
  const other = words.reduce((left, word) => left.replaceAll(word, ''), whole);
  return other !== whole && countCharacters(other.replace(/[^\p{L}\p{N}]/gu, '')) < MIN_OTHER_CHARACTERS;
}
