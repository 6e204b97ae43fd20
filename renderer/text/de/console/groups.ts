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
  noneHelp:
    'Ein Ereignis gilt immer für eine Gruppe: Fügen Sie eine hinzu, oder importieren Sie sie aus einer CSV-Datei.',
  add: 'Gruppe hinzufügen',
  save: 'Speichern',
  cancel: 'Abbrechen',
  edit: 'Bearbeiten',
  editOf: '{{name}} bearbeiten',
  remove: 'Gruppe entfernen',
  removeTitle: '{{name}} entfernen?',
  removeHelp:
    'Ihre Mitglieder bleiben, gehören ihr aber nicht mehr an. Eine Gruppe, für die ein Ereignis gilt, kann nicht entfernt werden.',
  kindHint:
    'E-Mail an Microsoft-365-Gruppen und E-Mail-aktivierte Sicherheitsgruppen kann während eines Ereignisses aufgelöst werden.',
  kindRefused:
    'Eine solche Liste kann hier nicht angelegt werden: Nur der Mailserver kennt ihre Mitglieder, also wird E-Mail an sie nie aufgelöst, und niemand könnte sich auf sie verlassen. Wählen Sie eine Microsoft-365-Gruppe oder eine E-Mail-aktivierte Sicherheitsgruppe.',
  addressHint: 'Leer lassen für eine Gruppe, die keine E-Mail empfängt.',
  noAddress: 'Keine',
  notExpanded:
    'E-Mail an diese Liste wird während eines Ereignisses nicht aufgelöst: Die Mitglieder einfacher und dynamischer Verteilerlisten kennt nur der Mailserver. Microsoft-365-Gruppen und E-Mail-aktivierte Sicherheitsgruppen werden aufgelöst.',
  fromDirectory:
    'Diese Gruppe kommt aus dem Verzeichnis und wird dort geändert. Zuletzt synchronisiert vor {{age}} ({{time}}).',
  oldSynchronisation: 'Das ist länger als 12 Stunden her: Wer in ihr ist, kann sich seither geändert haben.',
  neverSynchronised: 'Diese Gruppe kommt aus dem Verzeichnis und wurde noch nie synchronisiert.',
  addMember: 'Mitglied hinzufügen',
  removeMember: '{{name}} aus der Gruppe nehmen',
  noMember: 'Niemand ist in dieser Gruppe',
  noMemberHelp: 'Suchen Sie oben jemanden, um ihn hinzuzufügen.',
  throughGroup: 'Über eine Gruppe, die in ihr ist',
  inside: {
    title: 'Gruppen in dieser Gruppe',
    add: 'Gruppe aufnehmen',
    none: 'In dieser Gruppe ist keine andere.',
    remove: '{{name}} aus dieser Gruppe nehmen',
  },
  around: {
    title: 'Diese Gruppe ist in',
    add: 'In eine Gruppe aufnehmen',
    none: 'Sie ist in keiner anderen Gruppe.',
    remove: 'Diese Gruppe aus {{name}} nehmen',
  },
  actions: 'Aktionen',
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
