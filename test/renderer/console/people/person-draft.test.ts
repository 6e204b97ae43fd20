/** What of a person's form is sent. */
import { expect, test } from 'vitest';
import {
  draftOf,
  inputOf,
  isChanged,
  NOBODY,
  patchOf,
} from '../../../../renderer/console/people/person-draft.ts';

const person = {
  id: 'ada',
  email: 'ada@example.com',
  aliases: ['a@example.com'],
  displayName: 'Ada',
  smsConsent: false,
  permissions: { disasterRecovery: true },
  mayRead: [],
};
const draft = draftOf(person);

test('nothing changed is nothing to send, and an alias that was left empty is none', () => {
  expect(isChanged(patchOf(draft, draft))).toBe(false);
  expect(patchOf(draft, { ...draft, aliases: ['a@example.com', ' '] })).toEqual({});
});

test('only what changed is sent: what somebody else changed meanwhile stays', () => {
  const changed = { ...draft, phone: '+49 (89) 12-34.567', disasterRecovery: false, aliases: [] };
  expect(patchOf(draft, changed)).toEqual({
    phone: '+49891234567',
    permissions: { disasterRecovery: false },
    aliases: [],
  });
});

test('a number taken away is null, for a new person too', () => {
  const known = { ...draft, phone: '+49891234567' };
  expect(patchOf(known, { ...known, phone: ' ' })).toEqual({ phone: null });
  expect(inputOf({ ...NOBODY, displayName: 'Ada' })).toMatchObject({ phone: null, aliases: [] });
});
