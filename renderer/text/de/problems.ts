/** German: words for codes. */
import type { Texts } from '../texts-type.ts';

export const problems: Texts['problems'] = {
  other: '{{message}}',
  retryAfter: 'Versuchen Sie es in {{delay}} noch einmal.',
  codes: {
    unreachable: 'Der Steuerdienst ist nicht erreichbar.',
    'service-unreachable': 'Das Postfach ist nicht erreichbar.',
    'not-authenticated': 'Der Steuerdienst hat dieses Gerät nicht angenommen.',
    replaced: 'Eine andere App hat beim Steuerdienst den Platz dieses Geräts eingenommen.',
    'version-not-served':
      'Der Steuerdienst bedient diese Version der App nicht mehr. Installieren Sie die neuere.',
    'too-many-attempts': 'Es waren zu viele Versuche.',
    restarting: 'Der Steuerdienst startet neu.',
    'bad-frame': 'Der Steuerdienst hat etwas Unlesbares geschickt.',
    silent: 'Der Steuerdienst antwortet nicht mehr.',
    'disk-full': 'Die Platte ist voll.',
    'disk-error': 'Die Platte hat einen Fehler gemeldet.',
    'not-allowed': 'Das Postfach hat es nicht erlaubt.',
    'wrong-credentials': 'Adresse oder Cloud-Kennwort stimmt nicht.',
    'wrong-passphrase': 'Die Passphrase stimmt nicht.',
    'no-device-process': 'Der Teil der App, der Ihre E-Mails verwahrt, startet gerade neu.',
  },
  short: {
    'disk-full': 'Platte voll',
    'disk-error': 'Plattenfehler',
    'service-unreachable': 'Postfach nicht erreichbar',
    'not-allowed': 'nicht erlaubt',
    other: 'nicht vollständig',
  },
  crashed: {
    title: 'Diese Ansicht funktioniert gerade nicht',
    text: 'Ihre E-Mails und das Gerät sind nicht betroffen.',
    again: 'Noch einmal zeigen',
  },
};
