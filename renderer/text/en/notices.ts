/** English: notices to the person. */
export const notices = {
  title: 'Notices',
  lead: 'What this device was told about continuity events.',
  emptyTitle: 'No notices yet',
  emptyText: 'When mail goes down and when it comes back, it is said here and on the desktop.',
  dismiss: 'Dismiss',
  dismissNamed: 'Dismiss: {{description}}',
  kinds: {
    start: 'Mail is down',
    end: 'Mail is back',
    blocked: 'This device cannot take part',
    left: 'No longer covers this device',
    missed: 'While this device was offline',
  },
  own: {
    start: 'The mail server cannot be reached. Your mail goes on in Continuity Companion.',
    end: 'Use Outlook again as usual.',
    blocked: 'Mail is down, but {{reason}}',
    left: 'This continuity event no longer covers this device: {{reason}}',
    leftPlain: 'This continuity event no longer covers this device.',
  },
  missed: '{{description}} ran {{start}} to {{end}} while this device was offline.',
  missedOpen: '{{description}} ran from {{start}} while this device was offline.',
  repeated: 'Shown a second time, because the app stopped while it was on screen.',
  notShown: 'Not shown on the desktop',
  earlier: 'Earlier',
} as const;
