/** German: second factors of administrators. */
import type { Texts } from '../../texts-type.ts';

export const secondFactor: Texts['console']['secondFactor'] = {
  title: 'Zweiter Faktor',
  none: 'Mit Ihrem Kennwort allein kommt man hinein. Eine App auf dem Telefon, die jede halbe Minute einen neuen Code zeigt, hält den draußen, der es erfährt.',
  addApp: 'Authenticator-App einrichten',
  app: 'Authenticator-App',
  used: 'Zuletzt verwendet {{time}}',
  unused: 'Noch nicht verwendet',
  codesLeft_one: '{{number}} Wiederherstellungscode übrig',
  codesLeft_other: '{{number}} Wiederherstellungscodes übrig',
  newCodes: 'Neue Wiederherstellungscodes',
  remove: 'Entfernen',
  removeOf: '{{name}} entfernen',
  wasReset:
    'Ein anderer Administrator hat Ihren zweiten Faktor am {{time}} entfernt. Richten Sie einen neuen ein.',
  tokenHasNone: 'Tokens brauchen keinen zweiten Faktor.',

  required: 'Ihre Organisation verlangt einen zweiten Faktor',
  requiredLead: 'Richten Sie ihn jetzt ein; Sie brauchen ihn bei jeder Anmeldung.',
  begin: 'Weiter',
  scan: 'Scannen Sie das mit einer Authenticator-App, oder geben Sie dort den Schlüssel darunter ein.',
  picture: 'QR-Code des Schlüssels darunter',
  secret: 'Schlüssel',
  name: 'Name dieser App',
  nameHint: 'An dem Sie sie von anderen unterscheiden.',
  defaultName: 'Telefon',
  code: 'Code, den die App jetzt zeigt',
  confirm: 'Bestätigen',
  cancel: 'Abbrechen',
  codesTitle: 'Ihre Wiederherstellungscodes',
  codesHelp:
    'Jeder lässt Sie einmal hinein, wenn das Telefon verloren ist. Drucken Sie sie aus oder legen Sie sie in einen Kennwortspeicher: Sie werden nicht wieder gezeigt.',
  codesKept: 'Ich habe sie verwahrt',
  done: 'Ihr zweiter Faktor ist eingerichtet. Überall sonst sind Sie abgemeldet.',

  stepTitle: 'Noch ein Schritt',
  stepLead: 'Ihr Kennwort stimmt. Zeigen Sie, dass Sie es sind.',
  stepCode: 'Code der Authenticator-App',
  stepRecovery: 'Wiederherstellungscode',
  withRecovery: 'Einen Wiederherstellungscode verwenden',
  withApp: 'Die Authenticator-App verwenden',
  back: 'Von vorn beginnen',
  proofHelp: 'Dafür braucht es Ihr Kennwort und Ihren zweiten Faktor.',
  removeTitle: '{{name}} entfernen?',
  removeHelp:
    'Ohne einen anderen Faktor kommt man mit dem Kennwort allein hinein, und die Wiederherstellungscodes gelten nicht mehr.',
  renewHelp: 'Die Codes, die Sie verwahrt haben, gelten dann nicht mehr.',

  column: 'Zweiter Faktor',
  has: 'Eingerichtet',
  hasNot: 'Keiner',
  reset: 'Zweiten Faktor entfernen',
  resetOf: 'Zweiten Faktor von {{name}} entfernen',
  resetTitle: 'Zweiten Faktor von {{name}} entfernen?',
  resetHelp:
    'Für jemanden, der Telefon und Wiederherstellungscodes verloren hat. Vergewissern Sie sich, wer da bittet. Alle Sitzungen enden, und bis ein neuer eingerichtet ist, genügt das Kennwort.',
  require: 'Von allen einen zweiten Faktor verlangen',
  requireHelp: 'Wer keinen hat, kann nichts tun als einen einzurichten. Tokens betrifft das nicht.',
};
