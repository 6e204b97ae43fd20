/** English: sign-in, unlocking, choosing a protection, signing out. */
export const signIn = {
  title: 'Sign in to keep your mail going',
  lead: 'This device then shows your last five days of mail when the mail server is down.',
  service: 'Service address',
  email: 'Address',
  password: 'Cloud password',
  passwordHint: 'Not your computer’s password: that one may depend on the mail server.',
  submit: 'Sign in',
  working: 'Signing in',
  reset: 'Reset cloud password',
  resetText:
    'Resetting it here comes in a later version. Until then your administrators set a new one for you.',
  demo: 'Demonstration: the service, the people and their mail are made up and run on this computer.',
  showPassword: 'Show',
  hidePassword: 'Hide',
  because: {
    revoked:
      'An administrator removed this device. Its key and its mail are gone from this computer. Sign in to register it again.',
    'keys-unreadable':
      'The keys on this computer can no longer be read, so its mail cannot be either. Sign in to register again; the mail is fetched anew.',
    'signed-out': 'You are signed out. Nothing of your mail is left on this computer.',
  },
  fields: {
    serviceEmpty: 'Enter the address that your administrators gave you.',
    serviceInvalid: 'Enter an address such as https://continuity.example.com.',
    emailEmpty: 'Enter your mail address.',
    emailInvalid: 'Enter a whole mail address, such as ada@example.com.',
    passwordEmpty: 'Enter your cloud password.',
  },
  locked: {
    title: 'Unlock your mail',
    lead: 'The key and the mail on this computer are protected by your passphrase.',
    passphrase: 'Passphrase',
    submit: 'Unlock',
    working: 'Unlocking',
    empty: 'Enter your passphrase.',
    forgotten: 'The passphrase is kept nowhere else and cannot be recovered.',
  },
  protect: {
    banner: 'Your mail is in this computer’s memory only and is gone when the app closes.',
    open: 'Choose a protection',
    title: 'How shall your mail be kept?',
    lead: 'This computer offers no secret store. Until you choose, key and mail stay in memory and are gone when the app closes.',
    passphrase: 'With a passphrase',
    passphraseText:
      'You type it each time the app starts. Who takes the disk cannot read your mail without it.',
    file: 'By file permissions alone',
    fileText:
      'Nothing to type. Other people of this computer cannot read your mail, but an administrator of it, or who takes the disk, can.',
    field: 'Passphrase',
    repeat: 'The same again',
    tooShort: 'Use at least 8 characters.',
    differs: 'The two are not the same.',
    submit: 'Keep it this way',
    later: 'Decide later',
  },
  signOut: {
    title: 'Sign out of this device?',
    text: 'The key, the cached mail and the notices are removed from this computer. You will not be told when mail goes down.',
    confirm: 'Sign out',
    cancel: 'Stay signed in',
    failed: 'Signing out did not work. {{problem}}',
  },
} as const;
