/** German: groups. */
import type { Texts } from '../../texts-type.ts';

export const groups: Texts['console']['groups'] = {
  name: 'Gruppe',
  members: 'Mitglieder',
  kind: 'Art',
  address: 'Adresse',
  source: 'Quelle',
  synchronised: 'Abgeglichen',
  none: 'Es gibt noch keine Gruppe',
  search: 'Name oder Adresse',
  count_one: '{{number}} Gruppe',
  count_other: '{{number}} Gruppen',
  kinds: {
    security: 'Sicherheitsgruppe',
    'mail-enabled-security': 'E-Mail-aktivierte Sicherheitsgruppe',
    m365: 'Microsoft-365-Gruppe',
    'distribution-list': 'Verteilerliste',
    'dynamic-distribution-list': 'Dynamische Verteilerliste',
  },
  sources: {
    local: 'Lokal',
    directory: 'Verzeichnis',
  },
};
