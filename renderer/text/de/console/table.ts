/** German: what every table of the console says. */
import type { Texts } from '../../texts-type.ts';

export const table: Texts['console']['table'] = {
  all: 'Alle',
  clear: 'Filter aufheben',
  exporting: 'Wird exportiert …',
  exportAs: '{{format}} exportieren',
  typeToFind: 'Namen oder Adresse eingeben.',
  loading: 'Wird gelesen …',
  nothingFound: 'Nichts passt dazu',
  nothingFoundHelp: 'Suchen Sie nach etwas anderem, oder heben Sie die Filter auf.',
  retry: 'Erneut versuchen',
  stale: 'Angezeigt wird der Stand von {{time}}. {{problem}}',
};
