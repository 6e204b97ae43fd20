/** German: administrators. */
import type { Texts } from '../../texts-type.ts';

export const administrators: Texts['console']['administrators'] = {
  add: 'Administrator hinzufügen',
  search: 'Name oder Adresse',
  count_one: '{{number}} Administrator',
  count_other: '{{number}} Administratoren',
  name: 'Name',
  email: 'Adresse',
  role: 'Rolle',
  lastSignIn: 'Letzte Anmeldung',
  actions: 'Aktionen',
  never: 'Noch nie',
  you: 'Sie',
  roles: { administrator: 'Administrator', auditor: 'Prüfer' },
  none: 'Bisher nur das Token des Dienstes',
  noneHelp:
    'Geben Sie allen, die verwalten, einen eigenen Namen, damit das Prüfprotokoll sagen kann, wer was getan hat.',
  edit: 'Bearbeiten',
  remove: 'Entfernen',
  editOf: '{{name}} bearbeiten',
  removeOf: '{{name}} entfernen',
  auditorHint: 'Prüfer lesen alles und ändern nichts.',
  password: 'Passwort',
  newPassword: 'Neues Passwort',
  newPasswordHint:
    'Leer lassen, um das jetzige zu behalten. Ein neues Passwort oder eine andere Rolle beendet alle Sitzungen dieser Person.',
  currentHint: 'Nötig, um die eigene Adresse, Rolle oder das eigene Kennwort zu ändern.',
  passwordHint: 'Mindestens 12 Zeichen. Teilen Sie es persönlich mit.',
  save: 'Speichern',
  cancel: 'Abbrechen',
  removeTitle: '{{name}} entfernen?',
  removeHelp: 'Alle Sitzungen dieser Person enden sofort. Was sie getan hat, bleibt im Prüfprotokoll.',
};
