/** German: the audit log. */
import type { Texts } from '../../texts-type.ts';

export const audit: Texts['console']['audit'] = {
  seq: 'Nummer',
  at: 'Wann',
  actor: 'Wer',
  action: 'Was',
  target: 'Woran',
  service: 'Protokoll',
  services: {
    continuity: 'Continuity-Services-Protokolle',
    directory: 'Verzeichnis',
    access: 'Zugang',
    mail: 'Mail',
    lab: 'Labor',
  },
  none: 'Es wurde noch nichts getan',
  search: 'Wer, was oder woran',
  count_one: '{{number}} Eintrag',
  count_other: '{{number}} Einträge',
};
