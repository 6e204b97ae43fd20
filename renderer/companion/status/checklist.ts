/** "Will this work when I need it?": the eight things that must be so, in the order of the specification (experience, Status). */
import { toMs } from '../../../shared/domain/instant.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import type { ShellView } from '../../../shared/bridge/settings.ts';
import { linkStanding } from '../state/link-standing.ts';

/** What was found for each item; `ok` is the tick, the others have words of their own. */
export interface Findings {
  readonly 'signed-in': 'ok';
  readonly registered: 'ok' | 'memory';
  readonly linked: 'ok' | 'polling' | 'connecting' | 'lost';
  readonly group: 'ok' | 'none' | 'unknown';
  readonly permission: 'ok' | 'no' | 'unknown';
  readonly 'cached-mode': 'ok' | 'off';
  readonly cache: 'ok' | 'syncing' | 'waiting' | 'problem' | 'not-kept' | 'restricted';
  readonly notifications: 'ok' | 'paused' | 'no-server' | 'failed';
}

export type ItemId = keyof Findings;

/** `note`: as it should be, though there is no tick to give; `follows`: mended by another item. */
export type ItemState = 'ok' | 'to-do' | 'working' | 'unknown' | 'note';

type ItemOf<Id extends ItemId> = {
  readonly id: Id;
  readonly finding: Findings[Id];
  readonly state: ItemState;
};
export type ChecklistItem = { [Id in ItemId]: ItemOf<Id> }[ItemId];

const STATES: { readonly [Id in ItemId]: Readonly<Record<Findings[Id], ItemState>> } = {
  'signed-in': { ok: 'ok' },
  registered: { ok: 'ok', memory: 'to-do' },
  linked: { ok: 'ok', polling: 'to-do', connecting: 'working', lost: 'to-do' },
  group: { ok: 'ok', none: 'to-do', unknown: 'unknown' },
  permission: { ok: 'ok', no: 'to-do', unknown: 'unknown' },
  'cached-mode': { ok: 'ok', off: 'to-do' },
  cache: {
    ok: 'ok',
    syncing: 'working',
    waiting: 'working',
    problem: 'to-do',
    // Mended by the item above it, which has the button: one thing to do, not two.
    'not-kept': 'note',
    restricted: 'note',
  },
  notifications: { ok: 'ok', paused: 'note', 'no-server': 'to-do', failed: 'to-do' },
};

/** For a signed-in device; `nowMs` is service time, `wallMs` the computer's, which pauses are kept in. */
export function checklist(
  device: DeviceSnapshot,
  shell: ShellView,
  nowMs: number,
  wallMs: number,
): readonly ChecklistItem[] {
  const found: Findings = {
    'signed-in': 'ok',
    registered:
      device.session.state === 'signed-in' && device.session.protection === 'memory' ? 'memory' : 'ok',
    linked: findLink(device, nowMs),
    group: findGroup(device),
    permission: findPermission(device),
    'cached-mode': device.profile.cachedMode ? 'ok' : 'off',
    cache: findCache(device),
    notifications: findNotifications(shell, wallMs),
  };
  return [
    itemOf('signed-in', found),
    itemOf('registered', found),
    itemOf('linked', found),
    itemOf('group', found),
    itemOf('permission', found),
    itemOf('cached-mode', found),
    itemOf('cache', found),
    itemOf('notifications', found),
  ];
}

export function countToDo(items: readonly ChecklistItem[]): number {
  return items.filter(({ state }) => state === 'to-do').length;
}

/** In a word: what the quiet band says at its end. */
export type Readiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'getting-ready' }
  | { readonly kind: 'to-do'; readonly count: number };

export function readinessOf(items: readonly ChecklistItem[]): Readiness {
  const count = countToDo(items);
  if (count > 0) return { kind: 'to-do', count };
  const open = items.some(({ state }) => state === 'working' || state === 'unknown');
  return { kind: open ? 'getting-ready' : 'ready' };
}

export function countInOrder(items: readonly ChecklistItem[]): number {
  return items.filter(({ state }) => state === 'ok').length;
}

function itemOf<Id extends ItemId>(id: Id, found: Findings): ItemOf<Id> {
  const finding = found[id];
  return { id, finding, state: STATES[id][finding] };
}

function findLink(device: DeviceSnapshot, nowMs: number): Findings['linked'] {
  const { kind } = linkStanding(device.link, nowMs);
  return kind === 'linked' ? 'ok' : kind;
}

function findGroup({ standing }: DeviceSnapshot): Findings['group'] {
  if (standing === null) return 'unknown';
  return standing.groups.length > 0 ? 'ok' : 'none';
}

function findPermission({ standing }: DeviceSnapshot): Findings['permission'] {
  if (standing === null) return 'unknown';
  return standing.permissions.disasterRecovery ? 'ok' : 'no';
}

function findCache({ cache, profile }: DeviceSnapshot): Findings['cache'] {
  if (cache.state === 'off') return profile.cachedMode ? 'restricted' : 'not-kept';
  if (cache.state === 'complete') return 'ok';
  return cache.problem === null ? cache.state : 'problem';
}

function findNotifications(
  { notifications, settings }: ShellView,
  wallMs: number,
): Findings['notifications'] {
  if (notifications !== 'allowed') return notifications;
  const until = settings.notificationsPausedUntil;
  return until !== null && toMs(until) > wallMs ? 'paused' : 'ok';
}
