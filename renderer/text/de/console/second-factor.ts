/** German: second factors of administrators. */
import type { Texts } from '../../texts-type.ts';

export const secondFactor: Texts['console']['secondFactor'] = {
  title: 'Zweiter Faktor',
  none: 'Mit Ihrem Kennwort allein kommt man hinein. Ein zweiter Faktor hält den draußen, der es erfährt: ein Passkey auf diesem Gerät, auf dem Telefon oder auf einem Sicherheitsschlüssel, oder eine App, die jede halbe Minute einen neuen Code zeigt.',
  add: { passkey: 'Passkey einrichten', totp: 'Authenticator-App einrichten' },
  instead: {
    passkey: 'Stattdessen einen Passkey einrichten',
    totp: 'Stattdessen eine Authenticator-App einrichten',
  },
  kinds: { passkey: 'Passkey', totp: 'Authenticator-App' },
  elsewhere: 'Gilt nur unter {{host}}, hier nicht.',
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
  passkeyHelp:
    'Ihr Browser fragt, wo er verwahrt wird: auf diesem Gerät, auf dem Telefon oder auf einem Sicherheitsschlüssel.',
  passkeyName: 'Name dieses Passkeys',
  passkeyNameHint: 'Etwa „Laptop“ oder „Blauer Sicherheitsschlüssel“.',
  makePasskey: 'Passkey erstellen',
  passkeyWaiting: 'Folgen Sie Ihrem Browser, oder berühren Sie Ihren Sicherheitsschlüssel.',
  stopWaiting: 'Nicht mehr warten',
  passkeyFailures: {
    declined:
      'Es kam kein Passkey: Es wurde abgebrochen, dauerte zu lange, oder keiner von Ihren ist in der Nähe. Versuchen Sie es noch einmal.',
    known: 'Dieses Gerät oder dieser Sicherheitsschlüssel hat schon einen Passkey für Sie.',
    unsuitable:
      'Dieses Gerät oder dieser Sicherheitsschlüssel kann nicht, was gebraucht wird. Nehmen Sie ein anderes Gerät.',
    elsewhere: 'Ihr Browser lässt unter dieser Adresse keine Passkeys zu.',
    failed:
      'Der Browser konnte nicht nach einem Passkey fragen. Versuchen Sie es noch einmal oder in einem anderen Browser.',
  },
  cancel: 'Abbrechen',
  codesTitle: 'Ihre Wiederherstellungscodes',
  codesHelp:
    'Jeder lässt Sie einmal hinein, wenn Ihre anderen Faktoren verloren sind. Drucken Sie sie aus oder legen Sie sie in einen Kennwortspeicher: Sie werden nicht wieder gezeigt.',
  codesKept: 'Ich habe sie verwahrt',
  done: 'Ihr zweiter Faktor ist eingerichtet. Überall sonst sind Sie abgemeldet.',

  stepTitle: 'Noch ein Schritt',
  stepLead: 'Ihr Kennwort stimmt. Zeigen Sie, dass Sie es sind.',
  stepPasskey: 'Halten Sie das Gerät oder den Sicherheitsschlüssel mit Ihrem Passkey bereit.',
  usePasskey: 'Passkey verwenden',
  noWay:
    'Keiner Ihrer zweiten Faktoren gilt hier, und kein Wiederherstellungscode ist übrig. Melden Sie sich unter der Adresse an, für die Ihr Passkey gemacht ist, oder lassen Sie Ihren zweiten Faktor von einem anderen Administrator entfernen.',
  stepCode: 'Code der Authenticator-App',
  stepRecovery: 'Wiederherstellungscode',
  withRecovery: 'Einen Wiederherstellungscode verwenden',
  withPasskey: 'Einen Passkey verwenden',
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
    'Für jemanden, der alle Faktoren und die Wiederherstellungscodes verloren hat. Vergewissern Sie sich, wer da bittet. Alle Sitzungen enden, und bis ein neuer eingerichtet ist, genügt das Kennwort.',
  require: 'Von allen einen zweiten Faktor verlangen',
  requireHelp: 'Wer keinen hat, kann nichts tun als einen einzurichten. Tokens betrifft das nicht.',
};
