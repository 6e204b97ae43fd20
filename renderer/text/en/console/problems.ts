/** English: what can go wrong between the console and the service. */
export const problems = {
  unauthorised: 'This token is none of this service, or none any more.',
  limited: 'Too many attempts. Wait a while and try again.',
  refused: 'The service refused this.',
  unreachable: 'The service cannot be reached. This page tries again by itself.',
  unreadable:
    'The service answered in a way that this page does not understand; it may be of another version.',
  forbidden: 'You are not permitted to do this.',
  missing: 'This is not there, or not any more.',
  outdated: 'Somebody else has changed this in the meantime.',
} as const;
