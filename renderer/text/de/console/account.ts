/** German: the account of whoever is signed in. */
import type { Texts } from '../../texts-type.ts';

export const account: Texts['console']['account'] = {
  title: 'Ihr Konto',
  you: 'Sie',
  name: 'Name',
  email: 'Adresse',
  role: 'Rolle',
  until: 'Angemeldet bis',
  change: 'Kennwort ändern',
  noPassword: 'Sie sind mit einem Token angemeldet, das kein Kennwort hat.',
  current: 'Jetziges Kennwort',
  new: 'Neues Kennwort',
  newHint: 'Mindestens {{count}} Zeichen. Überall sonst werden Sie abgemeldet.',
  repeat: 'Neues Kennwort noch einmal',
  differs: 'Das ist nicht dasselbe wie das neue Kennwort darüber.',
  changed: 'Das neue Kennwort gilt. Überall sonst sind Sie abgemeldet.',
  changeAddress: 'Adresse ändern',
  newAddress: 'Neue Adresse',
  addressChanged: 'Die neue Adresse gilt. Melden Sie sich von nun an mit ihr an.',
};
