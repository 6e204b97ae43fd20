/** English: words for the codes of refused calls, lost links and incomplete caches. */
export const problems = {
  other: '{{message}}',
  retryAfter: 'Try again in {{delay}}.',
  codes: {
    unreachable: 'The control service cannot be reached.',
    'service-unreachable': 'The mailbox cannot be reached.',
    'not-authenticated': 'The control service did not accept this device.',
    replaced: 'Another app took this device’s place at the control service.',
    'version-not-served':
      'The control service no longer serves this version of the app. Install the newer one.',
    'too-many-attempts': 'There were too many attempts.',
    restarting: 'The control service is restarting.',
    'bad-frame': 'The control service sent something that could not be read.',
    silent: 'The control service stopped answering.',
    'disk-full': 'The disk is full.',
    'disk-error': 'The disk reported an error.',
    'not-allowed': 'The mailbox did not allow it.',
    'wrong-credentials': 'Address or cloud password is not right.',
    'wrong-passphrase': 'The passphrase is not right.',
    'no-device-process': 'The part of the app that keeps your mail is starting again.',
  },
  short: {
    'disk-full': 'disk full',
    'disk-error': 'disk error',
    'service-unreachable': 'mailbox not reachable',
    'not-allowed': 'not allowed',
    other: 'not complete',
  },
  crashed: {
    title: 'This view stopped working',
    text: 'Your mail and the device are not affected.',
    again: 'Show it again',
  },
} as const;
