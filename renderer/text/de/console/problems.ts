/** German: what can go wrong between the console and the service. */
import type { Texts } from '../../texts-type.ts';

export const problems: Texts['console']['problems'] = {
  refused: 'Der Dienst hat das abgelehnt.',
  unreachable: 'Der Dienst ist nicht erreichbar. Diese Seite versucht es von selbst wieder.',
  unreadable:
    'Der Dienst hat auf eine Weise geantwortet, die diese Seite nicht versteht; vielleicht ist er von einer anderen Version.',
};
