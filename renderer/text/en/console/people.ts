/** English: people. */
export const people = {
  name: 'Name',
  email: 'Address',
  phone: 'Phone',
  device: 'Device',
  devices: { registered: 'Registered', none: 'None' },
  permission: 'Disaster-recovery permission',
  permissions: { true: 'Granted', false: 'Missing' },
  none: 'There is nobody yet',
  search: 'Name or address',
  count_one: '{{number}} person',
  count_other: '{{number}} people',
} as const;
