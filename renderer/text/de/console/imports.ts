/** German: importing people and groups. */
import type { Texts } from '../../texts-type.ts';

export const imports: Texts['console']['imports'] = {
  title: { people: 'Personen importieren', groups: 'Gruppen importieren' },
  open: 'Importieren',
  choose: 'Datei wählen',
  drop: 'Legen Sie eine CSV-Datei hier ab, oder wählen Sie eine. Nichts wird geändert, bevor Sie gesehen haben, was geschähe.',
  checking: 'Jede Zeile wird geprüft …',
  columns: 'Wie die Datei aussieht',
  columnsHelp:
    'Die erste Zeile nennt die Spalten, in beliebiger Reihenfolge. Eine fehlende Spalte lässt Gespeichertes, wie es ist. Mehrere Werte in einer Zelle werden durch Semikolons getrennt. Höchstens {{lines}} Zeilen und {{size}}.',
  template: 'Leere Datei mit diesen Spalten',
  of: {
    email: 'Adresse. Sie sagt, wer gemeint ist; auf jeder Zeile nötig.',
    displayName: 'Name, wie ihn alle sehen.',
    aliases: 'Weitere Adressen desselben Postfachs.',
    phone: 'Nummer mit Landesvorwahl, wie +442071838750.',
    smsConsent: 'Ob die Person Textnachrichten zugestimmt hat: true oder false.',
    disasterRecovery: 'Ob die Person am Notfallbetrieb teilnehmen darf: true oder false.',
    mayRead: 'Adressen der Personen, deren Postfächer diese Person lesen darf.',
    password: 'Neues Cloud-Kennwort. Eine leere Zelle ändert nichts; exportiert wird es nie.',
    name: 'Name der Gruppe. Er sagt, welche gemeint ist; auf jeder Zeile nötig.',
    kind: 'security, mail-enabled-security oder m365. Verteilerlisten werden abgewiesen.',
    mail: 'Adresse, unter der die Gruppe E-Mail empfängt.',
    members: 'Adressen aller, die von da an in ihr genannt sind.',
    memberOf:
      'Namen der lokalen Gruppen, in denen sie von da an ist; sie dürfen in anderen Zeilen der Datei stehen. Ein Kreis wird abgewiesen.',
  },
  tooLarge:
    'Die Datei ist größer als {{size}}. Teilen Sie sie: Jeder Teil braucht die Zeile mit den Spalten.',
  result: 'Ergebnis',
  dryRun: 'Das würde geschehen. Noch ist nichts geändert.',
  isDone: 'Fertig. Das ist geschehen.',
  outcomes: { created: 'Neu', updated: 'Geändert', unchanged: 'Unverändert', refused: 'Abgewiesen' },
  apply_one: '{{number}} Änderung vornehmen',
  apply_other: '{{number}} Änderungen vornehmen',
  applying: 'Wird importiert …',
  another: 'Andere Datei wählen',
  toList: 'Zur Liste',
  show: 'Welche Zeilen gezeigt werden',
  lines: 'Zeilen der Datei',
  line: 'Zeile',
  key: 'Wer oder was',
  outcome: 'Ergebnis',
  reason: 'Warum',
  noLine: 'Eine solche Zeile gibt es nicht',
};
