/** German: the console’s sign-in. */
import type { Texts } from '../../texts-type.ts';

export const signIn: Texts['console']['signIn'] = {
  title: 'Steuerdienst',
  lead: 'Continuity-Ereignisse planen, starten und beenden, und sehen, was jedes Gerät tut.',
  email: 'Adresse',
  password: 'Passwort',
  withToken: 'Mit dem Token des Dienstes anmelden',
  withPassword: 'Mit Adresse und Passwort anmelden',
  ended: 'Ihre Sitzung ist beendet. Melden Sie sich wieder an.',
  token: 'Administrator-Token',
  action: 'Anmelden',
  busy: 'Anmeldung läuft …',
  hint: 'Beim Start nennt der Dienst den Ort des Tokens; in seinem Datenordner ist es die Datei admin-token.',
  setupTitle: 'Steuerdienst einrichten',
  setupLead:
    'Noch kann sich niemand anmelden. Legen Sie den ersten Administrator an; das Token kennt nur, wer den Dienst betreibt.',
  setupName: 'Ihr Name',
  setupPassword: 'Neues Passwort',
  setupPasswordHint: 'Mindestens 12 Zeichen.',
  setupAction: 'Administrator anlegen',
  setupWrongToken: 'Das ist nicht das Token des Dienstes.',
};
