/** English: the console’s sign-in. */
export const signIn = {
  title: 'Control service',
  lead: 'Schedule, start and end continuity events, and see what each device does.',
  token: 'Administrator token',
  action: 'Sign in',
  busy: 'Signing in …',
  hint: 'The service prints where it keeps the token when it starts; in a folder of its own it is the file admin-token.',
} as const;
