/** German: why the service refuses something, by its names. */
import type { Texts } from '../../texts-type.ts';

export const refusals: Texts['console']['refusals'] = {
  // Any request.
  'bad-request': 'Der Dienst konnte die Anfrage nicht lesen.',
  'not-authenticated': 'Dieses Token gehört nicht oder nicht mehr zu diesem Dienst.',
  'not-permitted': 'Dazu sind Sie nicht berechtigt.',
  csrf: 'Diese Seite gehört nicht mehr zu Ihrer Sitzung. Laden Sie sie neu.',
  'cross-origin': 'Das wollte eine Seite einer anderen Website, darum wurde es nicht getan.',
  'not-found': 'Das gibt es nicht, oder nicht mehr.',
  'unknown-host': 'Der Dienst antwortet nicht unter diesem Namen: Dafür wird er mit --public-url gestartet.',
  'stale-version': 'Jemand anderes hat das inzwischen geändert.',
  'payload-too-large': 'Das ist größer, als der Dienst annimmt.',
  'uri-too-long': 'Diese Adresse ist länger als alles, was sie meinen könnte.',
  'unsupported-media-type': 'Dateien dieser Art liest der Dienst nicht.',
  'json-too-deep': 'Das JSON ist tiefer als {{limit}} Ebenen verschachtelt.',
  'json-too-many-values': 'Das JSON hat mehr als {{limit}} Werte.',
  invalid: 'Das kann nicht angenommen werden.',
  'too-many-attempts': 'Zu viele Versuche. Warten Sie eine Weile und versuchen Sie es dann noch einmal.',
  'internal-error': 'Im Dienst hat etwas nicht funktioniert; sein Protokoll sagt, was.',
  'disk-full': 'Die Festplatte des Dienstes ist voll, darum wurde das nicht getan.',
  'disk-error': 'Die Festplatte des Dienstes meldet Fehler, darum wurde das nicht getan.',
  'bad-cursor': 'Die Liste hat sich geändert. Laden Sie diese Seite neu.',
  'bad-idempotency-key': 'Der Idempotency-Key besteht nicht aus 1 bis 255 druckbaren Zeichen.',
  'idempotency-key-reused': 'Dieser Idempotency-Key wurde schon für etwas anderes verwendet.',
  'idempotency-key-unanswered':
    'Der erste Versuch ist noch unbeantwortet. Sehen Sie nach, ob es getan ist, bevor Sie es wieder versuchen.',

  // Fields of any kind.
  required: 'Darf nicht leer sein.',
  'wrong-type': 'Ist von der falschen Art.',
  'not-allowed': 'Muss eines davon sein: {{allowed}}.',
  'out-of-range': 'Liegt außerhalb dessen, was hier möglich ist.',
  'too-long': 'Höchstens {{limit}} Zeichen.',
  'too-short': 'Mindestens {{limit}} Zeichen.',
  'too-many': 'Höchstens {{limit}} davon.',

  // New passwords.
  'common-password':
    'Das ist eines der Kennwörter, die zuerst geraten werden. Besser sind einige Wörter, die niemand miteinander verbindet.',
  'password-of-name': 'Das ist kaum mehr als der Name oder die Adresse. Wer rät, versucht die zuerst.',

  // Signing in, administrators, API tokens.
  'wrong-sign-in': 'Adresse oder Kennwort stimmt nicht.',
  'already-set-up': 'Es gibt schon einen Administrator. Melden Sie sich an.',
  'last-administrator': 'Das ist der letzte Administrator. Fügen Sie zuerst einen anderen hinzu.',
  'wrong-password': 'Das ist nicht Ihr jetziges Kennwort.',
  'in-the-past': 'Muss in der Zukunft liegen.',

  // Second factors.
  'second-factor-required': 'Ihre Organisation verlangt einen zweiten Faktor. Richten Sie zuerst einen ein.',
  'second-factor-missing': 'Richten Sie selbst einen zweiten Faktor ein, bevor Sie ihn von allen verlangen.',
  'challenge-over': 'Das hat zu lange gedauert, oder es waren zu viele Versuche. Beginnen Sie von vorn.',
  'wrong-code': 'Dieser Code stimmt nicht oder ist verbraucht. Warten Sie auf den nächsten.',
  'wrong-passkey':
    'Dieser Passkey gehört nicht zu Ihren Passkeys für diese Adresse. Versuchen Sie es noch einmal oder auf anderem Weg.',
  'passkey-known': 'Dieser Passkey ist schon eingerichtet.',
  'no-passkeys-here': 'Passkeys gehen unter der öffentlichen https-Adresse dieses Dienstes, hier nicht.',
  'too-many-factors': 'Sie haben schon {{limit}} zweite Faktoren. Entfernen Sie zuerst einen.',
  'own-factors': 'Der eigene zweite Faktor wird auf der Seite „Ihr Konto“ geändert.',

  // Continuity events.
  'unknown-time-zone': 'Muss eine IANA-Zeitzone sein wie Europe/Berlin.',
  'not-a-time': 'Muss ein Datum und eine Uhrzeit sein.',
  'local-time-does-not-exist': 'Diese Zeit überspringen die Uhren.',
  'local-time-is-ambiguous': 'Diese Zeit zeigen die Uhren zweimal.',
  'offset-does-not-fit': 'Dieser Abstand zu UTC passt nicht zu dieser Zeit.',
  'beyond-calendar': 'Muss in den Jahren 1 bis 9999 liegen.',
  'too-early': 'Nicht früher als fünf Tage vor jetzt: das rollende Postfach reicht fünf Tage zurück.',
  'not-after-start': 'Muss nach dem Beginn liegen.',
  'not-current': 'Nur ein laufendes Ereignis kann beendet werden.',
  'not-pending': 'Nur ein Ereignis, das noch nicht begonnen hat, kann gelöscht werden.',
  expired: 'Dieses Ereignis ist zu Ende: Es bleibt keine Zeit, die sich verlängern ließe.',
  eternal: 'Dieses Ereignis ist unbefristet: Es hat kein Ende, das sich verschieben ließe.',

  // People and groups.
  'not-an-address': 'Muss eine E-Mail-Adresse sein wie ada@example.com.',
  'address-taken': 'Gehört schon jemand anderem oder steht zweimal da.',
  'not-e164': 'Muss eine Nummer mit Landesvorwahl sein wie +498912345678.',
  'unknown-person': 'Diese Person gibt es nicht.',
  'own-mailbox': 'Das eigene Postfach liest man ohnehin.',
  'unknown-group': 'Diese Gruppe gibt es nicht, oder nicht mehr.',
  'name-not-unique': 'Mehrere Gruppen haben diesen Namen.',
  'unsupported-list':
    'E-Mail an eine solche Liste wird nie aufgelöst. Wählen Sie eine Microsoft-365-Gruppe oder eine E-Mail-aktivierte Sicherheitsgruppe.',
  'nested-list': 'Eine Verteilerliste wird nie aufgelöst, also kann sie in keiner anderen Gruppe sein.',
  'nested-circle': 'Eine Gruppe kann nicht in sich selbst sein und nicht in einer Gruppe, die in ihr ist.',
  'directory-group': 'Diese Gruppe gehört zum Verzeichnis und wird dort geändert.',
  'member-through-group': 'Diese Person ist über eine andere Gruppe in dieser: nehmen Sie jene heraus.',
  'group-in-use': 'Das Ereignis „{{event}}“ gilt dieser Gruppe.',

  // Files that are imported.
  'not-utf-8': 'Diese Datei ist nicht in UTF-8. Speichern Sie sie als „CSV UTF-8“.',
  'no-header': 'Diese Datei ist leer. Ihre erste Zeile nennt die Spalten.',
  'unknown-column': 'Die Spalte „{{value}}“ gibt es nicht. Es gibt diese: {{allowed}}.',
  'column-twice': 'Eine Spalte steht zweimal da.',
  'missing-column': 'Die Spalte „{{value}}“ fehlt.',
  'too-many-lines':
    'Die Datei hat mehr als {{limit}} Zeilen. Teilen Sie sie: Jeder Teil braucht die Zeile mit den Spalten.',
  unreadable:
    'Ein Anführungszeichen steht, wo keines sein sollte; was darauf folgt, bis zum nächsten, geht mit verloren.',
  'too-many-cells': 'Hat mehr Zellen, als es Spalten gibt.',
  'line-before': 'Steht schon in Zeile {{line}}.',
  'not-a-flag': 'Muss true oder false sein.',

  // Mail flow and webhooks.
  'not-retry': 'Nur E-Mail, die auf die Zustellung wartet, kann jetzt versucht werden.',
  'not-release': 'Nur zurückgehaltene E-Mail kann freigegeben werden.',
  'not-bounce':
    'Nur E-Mail, die weder erledigt ist noch gerade zugestellt wird, kann an den Absender zurückgehen.',
  'not-a-url': 'Muss eine Adresse sein wie https://example.com/hook, ohne Benutzer, Passwort und Fragment.',
  'not-https': 'Muss mit https:// beginnen.',
  'private-address':
    'Muss eine öffentliche Adresse sein. Der Dienst kann so gestartet werden, dass er private erlaubt.',
  'not-active': 'Dieser Webhook ist nicht aktiv.',

  // Devices.
  'not-a-key': 'Ist kein Ed25519-Schlüssel.',
  'key-in-use': 'Dieser Schlüssel ist schon registriert. Jede Registrierung braucht einen neuen.',
  'nonce-required': 'Das Gerät muss die Zahl signieren, die der Dienst ihm gegeben hat.',
  'device-revoked': 'Dieses Gerät ist gesperrt.',
};
