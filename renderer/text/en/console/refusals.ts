/** English: why a field is refused, by the service's codes. */
export const refusals = {
  required: 'Must not be empty.',
  'too-long': 'At most {{limit}} characters.',
  'too-short': 'At least {{limit}} characters.',
  'not-an-address': 'Must be a mail address like ada@example.com.',
  'address-taken': 'Belongs to somebody else already, or is given twice.',
  'not-e164': 'Must be a number with its country code, like +442071838750.',
  'wrong-password': 'This is not your current password.',
  'in-the-past': 'Must be in the future.',
  'unsupported-list':
    'Mail to such a list is never expanded. Choose a Microsoft 365 group or a mail-enabled security group.',
  'not-a-url': 'Must be an address like https://example.com/hook, without user, password or fragment.',
  'not-https': 'Must begin with https://.',
  'private-address': 'Must be a public address. The service can be started with private ones allowed.',
  'too-early': 'Not earlier than five days before now: the rolling mailbox holds five days.',
  'not-after-start': 'Must be after the start.',
  'unknown-group': 'This group is not there any more.',
  'unknown-time-zone': 'Must be an IANA time zone like Europe/London.',
  'lead-out-of-range': 'A whole number from 0 to 1,440.',
  'not-a-time': 'Must be a date and a time.',
  'out-of-range': 'Must lie in the years 1 to 9999.',
} as const;
