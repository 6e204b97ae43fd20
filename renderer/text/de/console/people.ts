/** German: people. */
import type { Texts } from '../../texts-type.ts';

export const people: Texts['console']['people'] = {
  name: 'Name',
  email: 'Adresse',
  phone: 'Telefon',
  device: 'Gerät',
  devices: { registered: 'Registriert', none: 'Keines' },
  permission: 'Notfall-Berechtigung',
  permissions: { true: 'Erteilt', false: 'Fehlt' },
  none: 'Es gibt noch niemanden',
  search: 'Name oder Adresse',
  count_one: '{{number}} Person',
  count_other: '{{number}} Personen',
};
