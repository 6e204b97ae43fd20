/** English: why the service refuses something, by its names. */
import type { ProblemName } from '../../../../shared/http/problem-names.ts';

export const refusals = {
  // Any request.
  'bad-request': 'The service could not read what was asked of it.',
  'not-authenticated': 'This token is none of this service, or none any more.',
  'not-permitted': 'You are not permitted to do this.',
  csrf: 'This page does not belong to your session any more. Load it again.',
  'cross-origin': 'A page of another site asked for this, so it was not done.',
  'not-found': 'This is not there, or not any more.',
  'unknown-host': 'The service does not answer to this name: it is started with --public-url to do so.',
  'stale-version': 'Somebody else has changed this in the meantime.',
  'payload-too-large': 'This is larger than the service accepts.',
  'uri-too-long': 'This address is longer than anything that it could name.',
  'unsupported-media-type': 'The service does not read files of this kind.',
  'json-too-deep': 'The JSON is nested more than {{limit}} levels deep.',
  'json-too-many-values': 'The JSON has more than {{limit}} values.',
  invalid: 'This cannot be accepted.',
  'too-many-attempts': 'Too many attempts. Wait a while and try again.',
  'internal-error': 'Something in the service did not work; its log says what.',
  'disk-full': 'The service’s disk is full, so this was not done.',
  'disk-error': 'The service’s disk reports errors, so this was not done.',
  'bad-cursor': 'The list has changed. Load this page again.',
  'bad-idempotency-key': 'The Idempotency-Key is not 1 to 255 printable characters.',
  'idempotency-key-reused': 'This Idempotency-Key was used for something else.',
  'idempotency-key-unanswered':
    'The first try has no answer yet. Look whether it was done before you try again.',

  // Fields of any kind.
  required: 'Must not be empty.',
  'wrong-type': 'Is of the wrong kind.',
  'not-allowed': 'Must be one of these: {{allowed}}.',
  'out-of-range': 'Is outside what is possible here.',
  'too-long': 'At most {{limit}} characters.',
  'too-short': 'At least {{limit}} characters.',
  'too-many': 'At most {{limit}} of them.',

  // New passwords.
  'common-password':
    'This is among the passwords that are guessed first. A few words that nobody connects are better.',
  'password-of-name': 'This is little more than the name or the address. Whoever guesses tries those first.',

  // Signing in, administrators, API tokens.
  'wrong-sign-in': 'Address or password is not right.',
  'already-set-up': 'There is an administrator already. Sign in.',
  'last-administrator': 'This is the last administrator. Add another one first.',
  'wrong-password': 'This is not your current password.',
  'in-the-past': 'Must be in the future.',

  // Second factors.
  'second-factor-required': 'Your organisation asks for a second factor. Set one up first.',
  'second-factor-missing': 'Set up a second factor of your own before you ask for it of everybody.',
  'challenge-over': 'This took too long, or there were too many tries. Start again.',
  'wrong-code': 'This code is not right, or was used before. Wait for the next one.',
  'wrong-passkey': 'This passkey is not one of yours for this address. Try again, or another way.',
  'passkey-known': 'This passkey is set up already.',
  'no-passkeys-here': 'Passkeys work at this service’s public https address, and not here.',
  'too-many-factors': 'You have {{limit}} second factors already. Remove one first.',
  'own-factors': 'Your own second factor is changed on the page “Your account”.',

  // Continuity events.
  'unknown-time-zone': 'Must be an IANA time zone like Europe/London.',
  'not-a-time': 'Must be a date and a time.',
  'local-time-does-not-exist': 'The clocks skip this time.',
  'local-time-is-ambiguous': 'The clocks show this time twice.',
  'offset-does-not-fit': 'This offset is not one of this time.',
  'beyond-calendar': 'Must lie in the years 1 to 9999.',
  'too-early': 'Not earlier than five days before now: the rolling mailbox holds five days.',
  'not-after-start': 'Must be after the start.',
  'not-current': 'Only an event that is running can be ended.',
  'not-pending': 'Only an event that has not started can be deleted.',
  expired: 'This event has ended: no time remains to add to.',
  eternal: 'This event is Eternal: it has no end to extend.',

  // People and groups.
  'not-an-address': 'Must be a mail address like ada@example.com.',
  'address-taken': 'Belongs to somebody else already, or is given twice.',
  'not-e164': 'Must be a number with its country code, like +442071838750.',
  'unknown-person': 'There is no such person.',
  'own-mailbox': 'Everybody reads their own mailbox anyway.',
  'unknown-group': 'There is no such group, or not any more.',
  'name-not-unique': 'Several groups have this name.',
  'unsupported-list':
    'Mail to such a list is never expanded. Choose a Microsoft 365 group or a mail-enabled security group.',
  'nested-list': 'A distribution list is never expanded, so it can be in no other group.',
  'nested-circle': 'A group cannot be in itself, nor in a group that is in it.',
  'directory-group': 'This group belongs to the directory and is changed there.',
  'member-through-group': 'This person is in the group through another one: take that one out.',
  'group-in-use': 'The event “{{event}}” is for this group.',

  // Files that are imported.
  'not-utf-8': 'This file is not in UTF-8. Save it as “CSV UTF-8”.',
  'no-header': 'This file is empty. Its first line names the columns.',
  'unknown-column': 'There is no column “{{value}}”. There are these: {{allowed}}.',
  'column-twice': 'A column is there twice.',
  'missing-column': 'The column “{{value}}” is missing.',
  'too-many-lines':
    'The file has more than {{limit}} lines. Cut it in parts: each needs the line with the columns.',
  unreadable:
    'A quotation mark is not where it should be; what follows it, up to the next one, is lost with it.',
  'too-many-cells': 'Has more cells than there are columns.',
  'line-before': 'Is on line {{line}} already.',
  'not-a-flag': 'Must be true or false.',

  // Mail flow and webhooks.
  'not-retry': 'Only mail that waits to be delivered can be tried now.',
  'not-release': 'Only held mail can be released.',
  'not-bounce': 'Only mail that is not over, and not being delivered, can be returned to its sender.',
  'not-a-url': 'Must be an address like https://example.com/hook, without user, password or fragment.',
  'not-https': 'Must begin with https://.',
  'private-address': 'Must be a public address. The service can be started with private ones allowed.',
  'not-active': 'This webhook is not active.',

  // Devices.
  'not-a-key': 'Is not an Ed25519 key.',
  'key-in-use': 'This key is registered already. Every registration needs a new one.',
  'nonce-required': 'The device has to sign the number that the service gave it.',
  'device-revoked': 'This device was revoked.',
} as const satisfies Readonly<Record<ProblemName, string>>;
