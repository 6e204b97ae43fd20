/** German: notices to the person. */
import type { Texts } from '../texts-type.ts';

export const notices: Texts['notices'] = {
  title: 'Hinweise',
  lead: 'Was diesem Gerät über Notfallereignisse mitgeteilt wurde.',
  emptyTitle: 'Noch keine Hinweise',
  emptyText: 'Wenn E-Mail ausfällt und wenn sie wieder da ist, steht es hier und auf dem Desktop.',
  dismiss: 'Ausblenden',
  dismissNamed: 'Ausblenden: {{description}}',
  kinds: {
    start: 'E-Mail ist ausgefallen',
    end: 'E-Mail ist wieder da',
    blocked: 'Dieses Gerät kann nicht teilnehmen',
    left: 'Gilt nicht mehr für dieses Gerät',
    missed: 'Während dieses Gerät offline war',
  },
  own: {
    start: 'Der Mailserver ist nicht erreichbar. Ihre E-Mail geht im Continuity Companion weiter.',
    end: 'Nutzen Sie wieder Outlook wie gewohnt.',
    blocked: 'E-Mail ist ausgefallen, aber {{reason}}',
    left: 'Dieses Notfallereignis gilt nicht mehr für dieses Gerät: {{reason}}',
    leftPlain: 'Dieses Notfallereignis gilt nicht mehr für dieses Gerät.',
  },
  missed: '{{description}} lief {{start}} bis {{end}}, während dieses Gerät offline war.',
  missedOpen: '{{description}} lief ab {{start}}, während dieses Gerät offline war.',
  repeated: 'Ein zweites Mal gezeigt, weil die App endete, während der Hinweis zu sehen war.',
  notShown: 'Nicht auf dem Desktop gezeigt',
  earlier: 'Früher',
};
