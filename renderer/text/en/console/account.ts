/** English: the account of whoever is signed in. */
export const account = {
  title: 'Your account',
  you: 'You',
  name: 'Name',
  email: 'Address',
  role: 'Role',
  until: 'Signed in until',
  change: 'Change password',
  noPassword: 'You are signed in with a token, which has no password.',
  current: 'Current password',
  new: 'New password',
  newHint: 'At least {{count}} characters. Everywhere else you are signed out.',
  repeat: 'New password again',
  differs: 'This is not the same as the new password above.',
  changed: 'The new password is in force. Everywhere else you are signed out.',
} as const;
