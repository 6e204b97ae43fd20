/** The rules that a person must meet to be saved, all of them reported at once. */
import {
  DISPLAY_NAME_CHARACTERS,
  MAX_ALIASES,
  MAX_MAY_READ,
  type PersonInput,
} from '../../shared/http/people.ts';
import type { FieldProblem } from '../refusal.ts';
import { checkRequiredText, cleanLine } from '../text.ts';
import { checkAddress, type OwnedAddress } from './addresses.ts';

/** E.164: up to 15 digits. */
const PHONE = /^\+[1-9]\d{6,14}$/;

export function cleanPerson(input: PersonInput): PersonInput {
  return {
    ...input,
    email: cleanLine(input.email),
    aliases: input.aliases.map((alias) => cleanLine(alias)),
    displayName: cleanLine(input.displayName),
  };
}

/** Whether addresses are free, people exist and the password will do is for the caller to look up. */
export function checkPerson(input: PersonInput): FieldProblem[] {
  return [
    ...checkRequiredText('/displayName', input.displayName, DISPLAY_NAME_CHARACTERS),
    ...checkCount('/aliases', input.aliases, MAX_ALIASES),
    ...checkCount('/mayRead', input.mayRead, MAX_MAY_READ),
    ...addressesOf(input).flatMap(({ pointer, address }) => checkAddress(pointer, address)),
    ...checkPhone(input.phone),
  ];
}

export function addressesOf({
  email,
  aliases,
}: Pick<PersonInput, 'email' | 'aliases'>): readonly OwnedAddress[] {
  return [
    { pointer: '/email', address: email, isAlias: false },
    ...aliases.map((address, index) => ({ pointer: `/aliases/${String(index)}`, address, isAlias: true })),
  ];
}

function checkCount(pointer: string, { length }: readonly string[], limit: number): FieldProblem[] {
  if (length <= limit) return [];
  return [{ pointer, code: 'too-many', limit, message: `must be at most ${String(limit)}` }];
}

function checkPhone(phone: string | null): FieldProblem[] {
  if (phone === null || PHONE.test(phone)) return [];
  return [{ pointer: '/phone', code: 'not-e164', message: 'must be a number in E.164, like +442071838750' }];
}
