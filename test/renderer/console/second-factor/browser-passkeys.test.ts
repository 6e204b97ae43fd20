/** What browsers say when there is no passkey, in our words. */
import { WebAuthnError } from '@simplewebauthn/browser';
import { expect, test } from 'vitest';
import {
  failureOf,
  type PasskeyFailure,
} from '../../../../renderer/console/second-factor/browser-passkeys.ts';

test.each<readonly [string, PasskeyFailure]>([
  ['AbortError', 'stopped'],
  ['NotAllowedError', 'declined'],
  ['InvalidStateError', 'known'],
  ['ConstraintError', 'unsuitable'],
  ['NotSupportedError', 'unsuitable'],
  ['SecurityError', 'elsewhere'],
  ['UnknownError', 'failed'],
])('%s, as it comes, and as the library wraps it: %s', (name, failure) => {
  const thrown = new DOMException('', name);
  expect(failureOf(thrown)).toBe(failure);
  const wrapped = new WebAuthnError({
    message: '',
    code: 'ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY',
    cause: Object.assign(new Error(), { name }),
  });
  expect(failureOf(wrapped)).toBe(failure);
});

test('what is no error of a browser has words too', () => {
  expect(failureOf(new Error('WebAuthn is not supported in this browser'))).toBe('failed');
  expect(failureOf('thrown by an extension')).toBe('failed');
});
