/** English: the service does not believe its computer’s clock. */
export const clock = {
  doubted: 'The clock of the service’s computer is wrong, or was.',
  unconfirmed: 'Was the service away for so long?',
  own: 'The clock of the service’s computer is wrong.',
  times: 'It says {{wall}}; by the service’s own time it is {{own}}.',
  help: {
    doubted:
      'The service goes by its own time and removes nothing for its age until you decide, or until the clock is right again. If the clock is right, mail older than five days by it is removed.',
    unconfirmed:
      'The service goes by the clock, but removes nothing for its age until you decide. If the clock is right, mail older than five days by it is removed.',
    own: 'As was decided, the service goes by its own time until the clock is right again.',
  },
  wallIsRight: 'The clock is right',
  ownIsRight: 'The service’s time is right',
} as const;
