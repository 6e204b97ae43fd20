/** Which hints of the live stream concern what was read from which path (pure). */
import type { Change, ChangeKind } from '../../../shared/http/changes.ts';

const OF_EVENTS: readonly ChangeKind[] = ['continuity-event', 'clock'];
/** What is worked out from an event, its group, its people and their devices. */
const OF_IMPACT: readonly ChangeKind[] = ['continuity-event', 'group', 'person', 'device', 'clock'];

/** The first that matches counts. */
const CONCERNS: readonly (readonly [RegExp, readonly ChangeKind[]])[] = [
  [/^\/events\/[^/?]+\/timeline/, ['continuity-event', 'device', 'audit', 'clock']],
  [/^\/events\/([^/?]+\/)?(impact|progress)/, OF_IMPACT],
  [/^\/events/, OF_EVENTS],
  [/^\/groups\/[^/?]+\/members/, ['group', 'person']],
  [/^\/groups\/[^/?]+\/participation/, ['group', 'person', 'device']],
  [/^\/groups/, ['group']],
  [/^\/users/, ['person', 'group', 'device']],
  [/^\/devices/, ['device', 'continuity-event', 'clock']],
  // What is written there stays as it is.
  [/^\/audit\/\d/, []],
  [/^\/audit/, ['audit']],
  [/^\/webhooks/, ['webhook']],
  [/^\/mail/, ['mail']],
  [/^\/clock/, ['clock']],
  // Whatever an administrator changes there leaves a row in the audit log, and has no kind of its own.
  [/^\/(administrators|api-tokens|session)/, ['audit']],
];

/** One thing's own path: another thing's change is none of its business. */
const ONE_THING = /^\/(events|groups|devices|webhooks)\/([^/?]+)(?:$|\/(?:history|deliveries)(?:$|\?))/;

const KIND_OF_RESOURCE: Readonly<Record<string, ChangeKind>> = {
  events: 'continuity-event',
  groups: 'group',
  devices: 'device',
  webhooks: 'webhook',
};

export function concerns(path: string, change: Change): boolean {
  const kinds = CONCERNS.find(([pattern]) => pattern.test(path))?.[1] ?? [];
  if (!kinds.includes(change.kind)) return false;
  const [, resource = '', id = ''] = ONE_THING.exec(path) ?? [];
  if (change.id === undefined || KIND_OF_RESOURCE[resource] !== change.kind) return true;
  return decodeURIComponent(id) === change.id;
}
