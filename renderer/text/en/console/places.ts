/** English: the console’s pages by name. */
export const places = {
  events: 'Events',
  groups: 'Groups',
  people: 'People',
  devices: 'Devices',
  'mail-flow': 'Mail flow',
  audit: 'Audit log',
  administrators: 'Administrators',
  webhooks: 'Webhooks',
  'api-tokens': 'API tokens',
} as const;
