/** The console's navigation: which pages stand in it, in which order and under which heading. */
import type { IconName } from '../../ui/icon.tsx';
import type { Route } from '../router/routes.ts';

export interface PlaceEntry {
  readonly route:
    | 'events'
    | 'mail-flow'
    | 'devices'
    | 'groups'
    | 'people'
    | 'audit'
    | 'administrators'
    | 'api-tokens'
    | 'webhooks';
  readonly icon: IconName;
  /** Pages below it. */
  readonly below: readonly Route[];
}

export const SECTIONS: readonly {
  readonly name: 'continuity' | 'people' | 'record' | 'service';
  readonly places: readonly PlaceEntry[];
}[] = [
  {
    name: 'continuity',
    places: [
      { route: 'events', icon: 'calendar', below: ['new-event', 'event', 'edit-event'] },
      { route: 'devices', icon: 'laptop', below: ['device'] },
      { route: 'mail-flow', icon: 'mail-flow', below: ['mail-message'] },
    ],
  },
  {
    name: 'people',
    places: [
      { route: 'groups', icon: 'people', below: ['group', 'import-groups'] },
      { route: 'people', icon: 'delegate', below: ['person', 'import-people'] },
    ],
  },
  { name: 'record', places: [{ route: 'audit', icon: 'log', below: ['audit-entry'] }] },
  {
    name: 'service',
    places: [
      { route: 'administrators', icon: 'shield', below: [] },
      { route: 'api-tokens', icon: 'key', below: [] },
      { route: 'webhooks', icon: 'outbox', below: ['webhook'] },
    ],
  },
];
