/** German: what stands around the console’s pages. */
import type { Texts } from '../../texts-type.ts';

export const frame: Texts['console']['frame'] = {
  product: 'Continuity Companion',
  administration: 'Verwaltung',
  places: 'Seiten',
  signOut: 'Abmelden',
  current_one: '{{count}} aktuell',
  current_other: '{{count}} aktuell',
  title: '{{page}}: Verwaltung von Continuity Companion',
  close: 'Schließen',
  done: 'Fertig',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyFailed: 'Der Browser lässt diese Seite nicht kopieren: Markieren und kopieren Sie es selbst.',
  menu: 'Menü',
  appearance: 'Darstellung',
  live: 'Live',
  liveHelp: 'Änderungen erscheinen hier von selbst.',
  polling: 'Alle 5 Sekunden nachgesehen',
  silent: 'Stand {{time}}: Der Dienst antwortet nicht',
  serviceToken: 'Token des Dienstes',
  service: 'Der Dienst selbst',
  token: 'API-Token {{name}}',
  roles: { administrator: 'Administrator', auditor: 'Prüfer', 'api-token': 'API-Token' },
  readOnly: 'Sie können alles ansehen und nichts ändern.',
  sections: { continuity: 'Continuity', people: 'Personen', record: 'Aufzeichnung', service: 'Dienst' },
};
