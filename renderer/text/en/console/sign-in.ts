/** English: the console’s sign-in. */
export const signIn = {
  title: 'Control service',
  lead: 'Schedule, start and end continuity events, and see what each device does.',
  email: 'Address',
  password: 'Password',
  withToken: 'Sign in with the service’s token',
  withPassword: 'Sign in with address and password',
  ended: 'Your session has ended. Sign in again.',
  token: 'Administrator token',
  action: 'Sign in',
  busy: 'Signing in …',
  hint: 'The service prints where it keeps the token when it starts; in a folder of its own it is the file admin-token.',
  setupTitle: 'Set up the control service',
  setupLead:
    'Nobody can sign in yet. Make the first administrator; only whoever runs the service knows its token.',
  setupName: 'Your name',
  setupPassword: 'New password',
  setupPasswordHint: 'At least 12 characters.',
  setupAction: 'Create administrator',
  setupWrongToken: 'This is not the service’s token.',
} as const;
