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
  codes: {
    'nested-circle': 'A group cannot be in itself, nor in a group that is in it.',
    'unsupported-list': 'A distribution list is never expanded, so it can be in no other group.',
    'directory-group': 'A group of the directory is changed in the directory.',
    'member-through-group': 'This person is in the group through another one: take that one out.',
    'last-administrator': 'This is the last administrator. Add another one first.',
    'already-set-up': 'There is an administrator already. Sign in.',
    'not-active': 'This webhook is not active.',
  },
} as const;
