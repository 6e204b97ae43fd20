/** German: the console’s pages by name. */
import type { Texts } from '../../texts-type.ts';

export const places: Texts['console']['places'] = {
  events: 'Ereignisse',
  groups: 'Gruppen',
  people: 'Personen',
  devices: 'Geräte',
  'mail-flow': 'Mailfluss',
  audit: 'Audit-Protokoll',
  administrators: 'Administratoren',
  webhooks: 'Webhooks',
  'api-tokens': 'API-Tokens',
};
