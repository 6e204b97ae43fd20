/** German: the service does not believe its computer’s clock. */
import type { Texts } from '../../texts-type.ts';

export const clock: Texts['console']['clock'] = {
  doubted: 'Die Uhr des Rechners, auf dem der Dienst läuft, geht falsch oder ging falsch.',
  unconfirmed: 'War der Dienst so lange fort?',
  own: 'Die Uhr des Rechners, auf dem der Dienst läuft, geht falsch.',
  times: 'Sie sagt {{wall}}; nach der eigenen Zeit des Dienstes ist es {{own}}.',
  help: {
    doubted:
      'Der Dienst folgt seiner eigenen Zeit und entfernt nichts seines Alters wegen, bis Sie entscheiden oder die Uhr wieder stimmt. Stimmt die Uhr, wird E-Mail entfernt, die nach ihr älter als fünf Tage ist.',
    unconfirmed:
      'Der Dienst folgt der Uhr, entfernt aber nichts seines Alters wegen, bis Sie entscheiden. Stimmt die Uhr, wird E-Mail entfernt, die nach ihr älter als fünf Tage ist.',
    own: 'Wie entschieden, folgt der Dienst seiner eigenen Zeit, bis die Uhr wieder stimmt.',
  },
  wallIsRight: 'Die Uhr stimmt',
  ownIsRight: 'Die Zeit des Dienstes stimmt',
};
