/** German: the console’s sign-in. */
import type { Texts } from '../../texts-type.ts';

export const signIn: Texts['console']['signIn'] = {
  title: 'Steuerdienst',
  lead: 'Continuity-Ereignisse planen, starten und beenden, und sehen, was jedes Gerät tut.',
  token: 'Administrator-Token',
  action: 'Anmelden',
  busy: 'Anmeldung läuft …',
  hint: 'Beim Start nennt der Dienst den Ort des Tokens; in seinem Datenordner ist es die Datei admin-token.',
};
