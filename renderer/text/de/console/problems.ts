/** German: what can go wrong between the console and the service. */
import type { Texts } from '../../texts-type.ts';

export const problems: Texts['console']['problems'] = {
  unauthorised: 'Dieses Token gehört nicht oder nicht mehr zu diesem Dienst.',
  limited: 'Zu viele Versuche. Warten Sie eine Weile und versuchen Sie es dann noch einmal.',
  refused: 'Der Dienst hat das abgelehnt.',
  unreachable: 'Der Dienst ist nicht erreichbar. Diese Seite versucht es von selbst wieder.',
  unreadable:
    'Der Dienst hat auf eine Weise geantwortet, die diese Seite nicht versteht; vielleicht ist er von einer anderen Version.',
  forbidden: 'Dazu sind Sie nicht berechtigt.',
  missing: 'Das gibt es nicht, oder nicht mehr.',
  outdated: 'Jemand anderes hat das inzwischen geändert.',
  codes: {
    'nested-circle': 'Eine Gruppe kann nicht in sich selbst sein und nicht in einer Gruppe, die in ihr ist.',
    'unsupported-list':
      'Eine Verteilerliste wird nie aufgelöst, also kann sie in keiner anderen Gruppe sein.',
    'directory-group': 'Eine Gruppe des Verzeichnisses wird im Verzeichnis geändert.',
    'member-through-group': 'Diese Person ist über eine andere Gruppe in dieser: nehmen Sie jene heraus.',
    'last-administrator': 'Das ist der letzte Administrator. Fügen Sie zuerst einen anderen hinzu.',
    'already-set-up': 'Es gibt schon einen Administrator. Melden Sie sich an.',
    'not-active': 'Dieser Webhook ist nicht aktiv.',
  },
};
