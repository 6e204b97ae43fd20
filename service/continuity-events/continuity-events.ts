/** What administrators do with continuity events: each use checks, saves, records and audits in one transaction. */
import type { Kysely } from 'kysely';
import { statusAt, type ContinuityEvent } from '../../shared/domain/continuity-event.ts';
import { deviceEventOf, type Recovery } from '../../shared/domain/device-event.ts';
import type { EventClone, EventInput, EventPatch, EventView } from '../../shared/http/continuity-events.ts';
import type { WebhookType } from '../../shared/http/webhooks.ts';
import type { Result } from '../../shared/lib/result.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import { patched } from '../patch.ts';
import { conflict, invalid, notFound, Refusal } from '../refusal.ts';
import type { Chance } from '../storage/chance.ts';
import type { Tables } from '../storage/tables.ts';
import type { Unit, WritePath } from '../storage/write-path.ts';
import { clone, endNow, extend, mayDelete, type ActionProblem } from './actions.ts';
import { checkEvent, type EventFields } from './check-event.ts';
import { checkGroups } from './check-groups.ts';
import { deleteEvent, findEvent, insertEvent, updateEvent } from './store.ts';

/** Held mail on its way back, by continuity event; null: none. */
export interface Recoveries {
  readonly of: (eventId: string) => Recovery | null;
}

export interface ContinuityEvents {
  readonly view: (event: ContinuityEvent) => EventView;
  /** Throws a `Refusal` (not-found) for an id that is none. */
  readonly get: (id: string) => Promise<ContinuityEvent>;
  /** The fields as they would be saved; throws a `Refusal` (invalid). */
  readonly check: (input: EventInput) => Promise<EventFields>;
  /** What an edit would make of it, unsaved; throws a `Refusal` (not-found, invalid). */
  readonly checkEdit: (id: string, patch: EventPatch) => Promise<EventFields>;
  readonly create: (actor: string, input: EventInput) => Promise<ContinuityEvent>;
  /** `ifMatches` null: whatever the version. */
  readonly edit: (
    actor: string,
    id: string,
    patch: EventPatch,
    ifMatches: ((version: number) => boolean) | null,
  ) => Promise<ContinuityEvent>;
  readonly end: (actor: string, id: string) => Promise<ContinuityEvent>;
  readonly extend: (actor: string, id: string, minutes: number) => Promise<ContinuityEvent>;
  readonly clone: (id: string) => Promise<EventClone>;
  readonly remove: (actor: string, id: string) => Promise<void>;
  /** Tells devices of the event once more, because its recovery moved (STATES.md R1); null: by itself, which nobody audits. */
  readonly announceRecovery: (actor: string | null, id: string) => Promise<void>;
}

export interface ContinuityEventsNeeds {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly nowMs: () => number;
  readonly chance: Chance;
  readonly recoveries: Recoveries;
  /** Told to other systems, when the transaction is durable. */
  readonly tell: (unit: Unit, type: WebhookType, event: EventView) => Promise<void>;
}

export function createContinuityEvents(needs: ContinuityEventsNeeds): ContinuityEvents {
  const { db, writePath, nowMs, recoveries } = needs;
  const change = changer(needs);
  const get = async (id: string): Promise<ContinuityEvent> => found(await findEvent(db, id));
  return {
    get,
    view: (event) => viewOf(event, recoveries, nowMs()),
    check: async (input) => checked(db, input, null, nowMs()),
    async checkEdit(id, patch) {
      const event = await get(id);
      return checked(db, patched(event, patch), event, nowMs());
    },
    create: (actor, input) => writePath.transact((unit) => create(needs, unit, actor, input)),
    edit: (actor, id, patch, ifMatches) =>
      change(actor, 'continuity-event.edit', id, async (event, unit) => {
        if (ifMatches !== null && !ifMatches(event.version)) throw stale(event.version);
        const fields = await checked(unit.db, patched(event, patch), event, unit.nowMs);
        return { ...fields, id: event.id, version: event.version };
      }),
    end: (actor, id) =>
      change(actor, 'continuity-event.end', id, (event, unit) => granted(endNow(event, unit.nowMs))),
    extend: (actor, id, minutes) =>
      change(actor, 'continuity-event.extend', id, (event, unit) =>
        granted(extend(event, minutes, unit.nowMs)),
      ),
    clone: async (id) => clone(await get(id)),
    remove: (actor, id) => writePath.transact((unit) => remove(needs, unit, actor, id)),
    announceRecovery: (actor, id) =>
      writePath.transact((unit) => announceRecovery(unit, actor, id, recoveries)),
  };
}

function viewOf(event: ContinuityEvent, recoveries: Recoveries, nowMs: number): EventView {
  const recovery = recoveries.of(event.id);
  const view = { ...event, status: statusAt(event, nowMs), recovering: recovery !== null };
  return recovery === null ? view : { ...view, recovery };
}

async function create(
  { chance, recoveries, tell }: ContinuityEventsNeeds,
  unit: Unit,
  actor: string,
  input: EventInput,
): Promise<ContinuityEvent> {
  const fields = await checked(unit.db, input, null, unit.nowMs);
  const event: ContinuityEvent = { ...fields, id: chance.id(), version: 1 };
  const told = deviceEventOf(event, recoveries.of(event.id));
  const revision = await unit.record({
    kind: 'continuity-event',
    eventId: event.id,
    event: told,
    formerGroupId: null,
  });
  await insertEvent(unit.db, event, revision, unit.nowMs);
  await tell(unit, 'continuity-event.created', viewOf(event, recoveries, unit.nowMs));
  await audit(unit, actor, 'continuity-event.create', event.id, { after: event });
  return event;
}

type Changed = ContinuityEvent | Promise<ContinuityEvent>;

/** Loads, changes, and saves what became different as the next version (E7). */
function changer({ writePath, recoveries, tell }: ContinuityEventsNeeds) {
  return (
    actor: string,
    action: string,
    id: string,
    next: (event: ContinuityEvent, unit: Unit) => Changed,
  ): Promise<ContinuityEvent> =>
    writePath.transact(async (unit) => {
      const before = found(await findEvent(unit.db, id));
      const wanted = await next(before, unit);
      if (canonicalJson(wanted) === canonicalJson(before)) return before;
      const after = { ...wanted, version: before.version + 1 };
      const moved = after.affectedGroupId !== before.affectedGroupId;
      const revision = await unit.record({
        kind: 'continuity-event',
        eventId: id,
        event: deviceEventOf(after, recoveries.of(id)),
        formerGroupId: moved ? before.affectedGroupId : null,
      });
      await updateEvent(unit.db, after, revision);
      await tell(unit, 'continuity-event.changed', viewOf(after, recoveries, unit.nowMs));
      await audit(unit, actor, action, id, { before, after });
      return after;
    });
}

async function remove(
  { recoveries, tell }: ContinuityEventsNeeds,
  unit: Unit,
  actor: string,
  id: string,
): Promise<void> {
  const before = found(await findEvent(unit.db, id));
  granted(mayDelete(before, unit.nowMs));
  await unit.record({
    kind: 'continuity-event',
    eventId: id,
    event: null,
    formerGroupId: before.affectedGroupId,
  });
  await deleteEvent(unit.db, id);
  await tell(unit, 'continuity-event.deleted', viewOf(before, recoveries, unit.nowMs));
  await audit(unit, actor, 'continuity-event.delete', id, { before });
}

async function announceRecovery(
  unit: Unit,
  actor: string | null,
  id: string,
  recoveries: Recoveries,
): Promise<void> {
  const event = await findEvent(unit.db, id);
  if (event === null) return;
  const recovery = recoveries.of(id);
  const revision = await unit.record({
    kind: 'continuity-event',
    eventId: id,
    event: deviceEventOf(event, recovery),
    formerGroupId: null,
  });
  await updateEvent(unit.db, event, revision);
  if (actor !== null) await audit(unit, actor, 'continuity-event.recovery', id, { recovery });
}

async function checked(
  db: Kysely<Tables>,
  input: EventInput,
  former: EventFields | null,
  nowMs: number,
): Promise<EventFields> {
  const fields = checkEvent(input, { nowMs, former });
  const groups = await checkGroups(db, input);
  if (!fields.ok) throw invalid([...fields.problem, ...groups]);
  if (groups.length > 0) throw invalid(groups);
  return fields.value;
}

async function audit(
  unit: Unit,
  actor: string,
  action: string,
  target: string,
  detail: unknown,
): Promise<void> {
  await unit.audit({ service: 'continuity', actor, action, target, detail });
}

function found(event: ContinuityEvent | null): ContinuityEvent {
  if (event === null) throw notFound('continuity event');
  return event;
}

function granted<Value>(result: Result<Value, ActionProblem>): Value {
  if (result.ok) return result.value;
  throw conflict(result.problem.code, `this continuity event ${result.problem.message}`);
}

function stale(version: number): Refusal {
  const message = `this continuity event has changed meanwhile: it is at version ${String(version)}`;
  return new Refusal('precondition-failed', 'stale-version', message);
}
