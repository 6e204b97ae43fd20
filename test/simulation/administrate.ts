/** Does what administrators do, through the real core, and tells the oracle what that means. */
import type { Core } from '../../service/core.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import { eventInputSchema } from '../../shared/http/continuity-events.ts';
import type { AdministratorDeed, EventEdit } from './action.ts';
import { statusOf, type PlannedEvent } from './oracle.ts';
import { ADMINISTRATOR } from './organisation.ts';
import type { World } from './world.ts';

/** Nothing happens while the service is down, or where the deed no longer fits what is so. */
export function administrate(world: World, deed: AdministratorDeed): Promise<void> {
  const core = world.service.core();
  if (core === null) return Promise.resolve();
  switch (deed.do) {
    case 'create':
      return create(world, core, deed);
    case 'member':
    case 'permission':
      return setStanding(world, core, deed);
    case 'nest':
      return nest(world, core, deed);
    case 'revoke':
      return revoke(world, core, deed.computer);
    case 'edit':
    case 'end':
    case 'delete':
    case 'extend':
      return change(world, core, deed);
  }
}

async function create(
  world: World,
  core: Core,
  deed: Extract<AdministratorDeed, { do: 'create' }>,
): Promise<void> {
  const nowMs = world.timeline.nowMs();
  const startMs = nowMs + deed.startInMs;
  const planned: PlannedEvent = {
    groupId: world.organisation.groupIds[deed.group] ?? '',
    startMs,
    endMs: deed.lengthMs === null ? null : startMs + deed.lengthMs,
    outlookContinuity: deed.outlookContinuity,
    startMessage: `start of ${deed.event}`,
    endMessage: `end of ${deed.event}`,
  };
  const input = eventInputSchema.parse({ description: `event ${deed.event}`, ...fieldsOf(planned) });
  const { id } = await core.events.create(ADMINISTRATOR, input);
  world.eventIds.set(deed.event, id);
  plan(world, id, planned);
}

type Change = Extract<AdministratorDeed, { do: 'edit' | 'end' | 'delete' | 'extend' }>;

async function change(world: World, core: Core, deed: Change): Promise<void> {
  const id = world.eventIds.get(deed.event);
  const event = id === undefined ? undefined : world.oracle.events.get(id);
  if (id === undefined || event === undefined) return;
  const nowMs = world.timeline.nowMs();
  const status = statusOf(event, nowMs);
  switch (deed.do) {
    case 'end':
      if (status !== 'current') return;
      await core.events.end(ADMINISTRATOR, id);
      plan(world, id, { ...event, endMs: nowMs });
      return;
    case 'extend':
      if (event.endMs === null || status === 'expired') return;
      await core.events.extend(ADMINISTRATOR, id, deed.minutes);
      plan(world, id, { ...event, endMs: event.endMs + deed.minutes * 60_000 });
      return;
    case 'delete':
      if (status !== 'pending') return;
      await core.events.remove(ADMINISTRATOR, id);
      world.oracle.forget(id);
      world.changed(peopleIn(world, [event.groupId]));
      return;
    case 'edit':
      await edit(world, core, id, event, edited(world, event, deed.edit, nowMs));
  }
}

async function edit(
  world: World,
  core: Core,
  id: string,
  before: PlannedEvent,
  after: PlannedEvent,
): Promise<void> {
  const isMoved = after.startMs !== before.startMs || after.endMs !== before.endMs;
  if (isMoved && after.endMs !== null && after.endMs <= after.startMs) return;
  await core.events.edit(ADMINISTRATOR, id, fieldsOf(after), null);
  plan(world, id, after, before);
}

function edited(world: World, event: PlannedEvent, given: EventEdit, nowMs: number): PlannedEvent {
  const { startInMs, endInMs, group, ...fields } = given;
  return {
    ...event,
    ...fields,
    ...(startInMs === undefined ? {} : { startMs: nowMs + startInMs }),
    ...(endInMs === undefined ? {} : { endMs: endInMs === null ? null : nowMs + endInMs }),
    ...(group === undefined ? {} : { groupId: world.organisation.groupIds[group] ?? event.groupId }),
  };
}

function fieldsOf({ groupId, startMs, endMs, ...texts }: PlannedEvent) {
  return {
    ...texts,
    affectedGroupId: groupId,
    start: fromMs(startMs),
    end: endMs === null ? null : fromMs(endMs),
  };
}

function plan(world: World, id: string, event: PlannedEvent, before = event): void {
  world.oracle.plan(id, event);
  world.modes.watchInstant(event.startMs);
  if (event.endMs !== null) world.modes.watchInstant(event.endMs);
  world.changed(peopleIn(world, [event.groupId, before.groupId]));
}

function peopleIn({ organisation, oracle }: World, groupIds: readonly string[]): readonly string[] {
  const isIn = (personId: string): boolean => groupIds.some((id) => oracle.isIn(personId, id));
  return organisation.people.map(({ id }) => id).filter(isIn);
}

async function setStanding(
  world: World,
  core: Core,
  deed: Extract<AdministratorDeed, { do: 'member' | 'permission' }>,
): Promise<void> {
  const personId = world.organisation.people[deed.person]?.id;
  if (personId === undefined) return;
  const truth = world.oracle.person(personId);
  if (deed.do === 'permission') {
    await core.people.edit(ADMINISTRATOR, personId, { permissions: { disasterRecovery: deed.allowed } });
    truth.mayRecover = deed.allowed;
  } else {
    const groupId = world.organisation.groupIds[deed.group] ?? '';
    // In it by a nested group alone: there is no name to take out.
    if (!deed.member && !truth.groupIds.has(groupId) && world.oracle.isIn(personId, groupId)) return;
    await core.groups.setMember(ADMINISTRATOR, groupId, personId, deed.member);
    if (deed.member) truth.groupIds.add(groupId);
    else truth.groupIds.delete(groupId);
  }
  world.changed([personId]);
}

/** A circle would be refused. */
async function nest(
  world: World,
  core: Core,
  { group, inner, nested }: Extract<AdministratorDeed, { do: 'nest' }>,
): Promise<void> {
  const { oracle, organisation } = world;
  const [outerId = '', innerId = ''] = [organisation.groupIds[group], organisation.groupIds[inner]];
  if (outerId === innerId || oracle.groupsIn(innerId).has(outerId)) return;
  const before = peopleIn(world, [innerId]);
  await core.groups.setNested(ADMINISTRATOR, outerId, innerId, nested);
  oracle.nest(outerId, innerId, nested);
  world.changed(before);
}

async function revoke(world: World, core: Core, index: number): Promise<void> {
  const deviceId = world.sessions.deviceId(index);
  if (deviceId === null) return;
  await core.revoke(ADMINISTRATOR, deviceId);
  const truth = world.oracle.computer(index);
  truth.revoked = true;
  world.changed([truth.personId]);
}
