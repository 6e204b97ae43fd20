/** English: the audit log. */
export const audit = {
  seq: 'Number',
  at: 'When',
  actor: 'Who',
  action: 'What',
  target: 'To what',
  service: 'Log',
  services: {
    continuity: 'Continuity Services Logs',
    directory: 'Directory',
    access: 'Access',
    mail: 'Mail',
    lab: 'Lab',
  },
  none: 'Nothing has been done yet',
  search: 'Who, what or to what',
  count_one: '{{number}} entry',
  count_other: '{{number}} entries',
} as const;
