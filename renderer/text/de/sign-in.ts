/** German: sign-in, unlocking, choosing a protection, signing out. */
import type { Texts } from '../texts-type.ts';

export const signIn: Texts['signIn'] = {
  title: 'Melden Sie sich an, damit Ihre E-Mail weitergeht',
  lead: 'Dieses Gerät zeigt dann Ihre letzten fünf Tage E-Mail, wenn der Mailserver ausfällt.',
  service: 'Adresse des Dienstes',
  email: 'E-Mail-Adresse',
  password: 'Cloud-Kennwort',
  passwordHint: 'Nicht das Kennwort Ihres Computers: das kann vom Mailserver abhängen.',
  submit: 'Anmelden',
  working: 'Anmeldung läuft',
  reset: 'Cloud-Kennwort zurücksetzen',
  resetText:
    'Das Zurücksetzen hier kommt in einer späteren Version. Bis dahin vergibt Ihre Administration ein neues.',
  demo: 'Vorführung: Dienst, Personen und E-Mails sind erfunden und laufen auf diesem Computer.',
  showPassword: 'Zeigen',
  hidePassword: 'Verbergen',
  because: {
    revoked:
      'Die Administration hat dieses Gerät entfernt. Sein Schlüssel und seine E-Mails sind von diesem Computer gelöscht. Melden Sie sich an, um es neu zu registrieren.',
    'keys-unreadable':
      'Die Schlüssel auf diesem Computer sind nicht mehr lesbar, also auch seine E-Mails nicht. Melden Sie sich an, um neu zu registrieren; die E-Mails werden neu geholt.',
    'signed-out': 'Sie sind abgemeldet. Von Ihren E-Mails ist nichts auf diesem Computer geblieben.',
  },
  kept_one:
    'Sie sind abgemeldet. {{count}} nicht gesendete Nachricht wartet hier, versiegelt, bis Sie sich wieder anmelden. Sonst ist von Ihren E-Mails nichts geblieben.',
  kept_other:
    'Sie sind abgemeldet. {{count}} nicht gesendete Nachrichten warten hier, versiegelt, bis Sie sich wieder anmelden. Sonst ist von Ihren E-Mails nichts geblieben.',
  lost: 'Mit dem Gerät ging verloren, was nicht gesendet war:',
  lostRow: '{{subject}}, an {{to}}',
  setByOrganisation: 'Von Ihrer Organisation eingestellt.',
  emailDomain: 'Ihr Name genügt: @{{domain}} wird angefügt.',
  enrol: {
    title: 'Dieses Gerät bei {{service}} registrieren?',
    text: 'Ein Link bittet darum. Gehen Sie nur weiter, wenn Sie diesen Link von Ihren Administratoren haben und {{service}} deren Dienst ist. Ihr Cloud-Passwort geben Sie dann selbst ein; vorher wird nichts gesendet.',
    email: 'Er ist für {{email}} gedacht.',
    elsewhere:
      'Dieses Gerät ist bei {{service}} als {{person}} registriert. Sie würden sich dort zuerst abmelden und hier nicht mehr erfahren, wenn E-Mail dort ausfällt.',
    already: 'Dieses Gerät ist dort schon registriert, als {{person}}.',
    'not-ours':
      'Ihre Organisation hat einen anderen Dienst eingestellt, {{service}}, deshalb wird diesem Link nicht gefolgt. Sagen Sie Ihren Administratoren, wer ihn geschickt hat.',
    accept: { new: 'Weiter zur Anmeldung', elsewhere: 'Zuerst abmelden' },
    refuse: 'Nicht registrieren',
    close: 'Schließen',
  },
  fields: {
    serviceEmpty: 'Geben Sie die Adresse ein, die Sie von Ihrer Administration haben.',
    serviceInvalid: 'Geben Sie eine Adresse ein wie continuity.example.com.',
    emailEmpty: 'Geben Sie Ihre E-Mail-Adresse ein.',
    emailInvalid: 'Geben Sie eine ganze E-Mail-Adresse ein wie ada@example.com.',
    passwordEmpty: 'Geben Sie Ihr Cloud-Kennwort ein.',
  },
  locked: {
    title: 'E-Mails entsperren',
    lead: 'Schlüssel und E-Mails auf diesem Computer sind mit Ihrer Passphrase geschützt.',
    passphrase: 'Passphrase',
    submit: 'Entsperren',
    working: 'Wird entsperrt',
    empty: 'Geben Sie Ihre Passphrase ein.',
    forgotten: 'Die Passphrase ist sonst nirgends gespeichert und lässt sich nicht wiederherstellen.',
  },
  protect: {
    banner: 'Ihre E-Mails liegen nur im Arbeitsspeicher und sind weg, wenn die App endet.',
    open: 'Schutz wählen',
    title: 'Wie sollen Ihre E-Mails verwahrt werden?',
    lead: 'Dieser Computer bietet keinen Schlüsselspeicher. Bis Sie wählen, bleiben Schlüssel und E-Mails im Arbeitsspeicher und sind weg, wenn die App endet.',
    passphrase: 'Mit einer Passphrase',
    passphraseText:
      'Sie geben sie bei jedem Start der App ein. Wer die Platte entwendet, kann ohne sie nichts lesen.',
    file: 'Durch Dateirechte allein',
    fileText:
      'Nichts einzugeben. Andere Personen an diesem Computer können Ihre E-Mails nicht lesen, wohl aber wer ihn verwaltet oder die Platte entwendet.',
    field: 'Passphrase',
    repeat: 'Noch einmal dieselbe',
    tooShort: 'Nehmen Sie mindestens 8 Zeichen.',
    differs: 'Die beiden sind nicht gleich.',
    submit: 'So verwahren',
    later: 'Später entscheiden',
  },
  signOut: {
    title: 'Von diesem Gerät abmelden?',
    text: 'Schlüssel, gespeicherte E-Mails und Hinweise werden von diesem Computer entfernt. Sie erfahren dann nicht, wenn E-Mail ausfällt.',
    textDr:
      'Schlüssel, gespeicherte E-Mails und Hinweise werden von diesem Computer entfernt. E-Mail ist gerade ausgefallen: wann sie wieder geht, erfahren Sie hier dann nicht.',
    confirm: 'Abmelden',
    onlyHere_one: '{{count}} Nachricht von Ihnen gibt es nur hier. Was soll aus ihr werden?',
    onlyHere_other: '{{count}} Nachrichten von Ihnen gibt es nur hier. Was soll aus ihnen werden?',
    list: 'Postausgang und Entwürfe',
    drafts: 'Entwürfe: {{number}}',
    to: 'an {{to}}',
    choices: 'Was aus ihnen wird',
    send_one: 'Das Wartende zuerst senden',
    send_other: 'Die {{count}} Wartenden zuerst senden',
    sendText: 'Abgemeldet wird, wenn sie hinaus sind. Entwürfe bleiben hier, versiegelt.',
    sendGo: 'Senden und abmelden',
    sending_one: '{{count}} geht noch hinaus. Danach werden Sie abgemeldet.',
    sending_other: '{{count}} gehen noch hinaus. Danach werden Sie abgemeldet.',
    linkLost: 'Die Verbindung ist weg, jetzt geht nichts hinaus. Sie können es hier verwahren.',
    keep_one: 'Auf diesem Computer verwahren',
    keep_other: 'Alle {{count}} auf diesem Computer verwahren',
    keepText:
      'Versiegelt. Wenn Sie sich hier wieder anmelden, ist es wieder da, und niemand sonst bekommt es.',
    keepMemoryText:
      'Nur im Arbeitsspeicher, bis die App beendet wird: noch ist kein Schutz gewählt. Wieder da, wenn Sie sich vorher hier anmelden.',
    keepGo: 'Verwahren und abmelden',
    discard_one: 'Löschen',
    discard_other: 'Alle {{count}} löschen',
    discardText: 'Gelöschtes geht an niemanden hinaus und kommt nicht wieder.',
    discardGo: 'Löschen und abmelden',
    discardSure_one: 'Es gibt sie sonst nirgends. Löschen?',
    discardSure_other: 'Diese {{count}} gibt es sonst nirgends. Löschen?',
    discardConfirm_one: 'Ja, löschen und abmelden',
    discardConfirm_other: 'Ja, alle {{count}} löschen und abmelden',
    cancel: 'Angemeldet bleiben',
    failed: 'Das Abmelden gelang nicht. {{problem}}',
  },
};
