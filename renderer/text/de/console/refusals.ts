/** German: why a field is refused, by the service's codes. */
import type { Texts } from '../../texts-type.ts';

export const refusals: Texts['console']['refusals'] = {
  required: 'Darf nicht leer sein.',
  'too-long': 'Höchstens {{limit}} Zeichen.',
  'too-short': 'Mindestens {{limit}} Zeichen.',
  'not-an-address': 'Muss eine E-Mail-Adresse sein wie ada@example.com.',
  'address-taken': 'Gehört schon jemand anderem oder steht zweimal da.',
  'not-e164': 'Muss eine Nummer mit Landesvorwahl sein wie +498912345678.',
  'wrong-password': 'Das ist nicht Ihr jetziges Passwort.',
  'in-the-past': 'Muss in der Zukunft liegen.',
  'unsupported-list':
    'E-Mail an eine solche Liste wird nie aufgelöst. Wählen Sie eine Microsoft-365-Gruppe oder eine E-Mail-aktivierte Sicherheitsgruppe.',
  'not-a-url': 'Muss eine Adresse sein wie https://example.com/hook, ohne Benutzer, Passwort und Fragment.',
  'not-https': 'Muss mit https:// beginnen.',
  'private-address':
    'Muss eine öffentliche Adresse sein. Der Dienst kann so gestartet werden, dass er private erlaubt.',
  'too-early': 'Nicht früher als fünf Tage vor jetzt: das rollende Postfach reicht fünf Tage zurück.',
  'not-after-start': 'Muss nach dem Beginn liegen.',
  'unknown-group': 'Diese Gruppe gibt es nicht mehr.',
  'unknown-time-zone': 'Muss eine IANA-Zeitzone sein wie Europe/Berlin.',
  'lead-out-of-range': 'Eine ganze Zahl von 0 bis 1.440.',
  'not-a-time': 'Muss ein Datum und eine Uhrzeit sein.',
  'out-of-range': 'Muss in den Jahren 1 bis 9999 liegen.',
};
