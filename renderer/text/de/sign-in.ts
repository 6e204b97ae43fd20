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
  fields: {
    serviceEmpty: 'Geben Sie die Adresse ein, die Sie von Ihrer Administration haben.',
    serviceInvalid: 'Geben Sie eine Adresse ein wie https://continuity.example.com.',
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
    confirm: 'Abmelden',
    cancel: 'Angemeldet bleiben',
    failed: 'Das Abmelden gelang nicht. {{problem}}',
  },
};
