/** English: what can go wrong between the console and the service. */
export const problems = {
  refused: 'The service refused this.',
  unreachable: 'The service cannot be reached. This page tries again by itself.',
  unreadable:
    'The service answered in a way that this page does not understand; it may be of another version.',
} as const;
