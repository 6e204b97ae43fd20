/** English: groups. */
export const groups = {
  name: 'Group',
  members: 'Members',
  kind: 'Kind',
  address: 'Address',
  source: 'Source',
  synchronised: 'Synchronised',
  none: 'There is no group yet',
  search: 'Name or address',
  count_one: '{{number}} group',
  count_other: '{{number}} groups',
  kinds: {
    security: 'Security group',
    'mail-enabled-security': 'Mail-enabled security group',
    m365: 'Microsoft 365 group',
    'distribution-list': 'Distribution list',
    'dynamic-distribution-list': 'Dynamic distribution list',
  },
  sources: {
    local: 'Local',
    directory: 'Directory',
  },
} as const;
