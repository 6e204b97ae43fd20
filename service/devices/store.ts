/** Devices as administrators see them, put together from their tables and the live view of the channel. */
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { ContinuityEvent } from '../../shared/domain/continuity-event.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import {
  participation,
  PARTICIPATION_REASONS,
  type ParticipationReason,
} from '../../shared/domain/participation.ts';
import type { DeviceView } from '../../shared/http/devices.ts';
import { reportSchema } from '../../shared/protocol/messages/report.ts';
import type { LiveDevices } from '../channel/ports.ts';
import { listCurrentEvents } from '../continuity-events/store.ts';
import type { ListSource } from '../http/list-page.ts';
import type { Tables } from '../storage/tables.ts';
import { deviceList, deviceRows, type DeviceFilter, type DeviceRow } from './list-devices.ts';
import type { DeviceTables } from './tables.ts';

/** Receipts shown with a device; older ones stay in the database. */
const SHOWN_RECEIPTS = 50;

export interface DeviceStore {
  readonly find: (id: string) => Promise<DeviceView | null>;
  readonly list: (query: DeviceFilter) => ListSource<DeviceView>;
}

interface Needs {
  readonly db: Kysely<Tables>;
  readonly live: Pick<LiveDevices, 'link'>;
  readonly nowMs: () => number;
}

export function createDeviceStore({ db, live, nowMs }: Needs): DeviceStore {
  const views = async (rows: readonly DeviceRow[]): Promise<readonly DeviceView[]> => {
    if (rows.length === 0) return [];
    const around = await readAround(db, rows, nowMs());
    return rows.map((row) => viewOf(row, around, live, nowMs()));
  };
  return {
    async find(id) {
      const row = await deviceRows(db).where('devices.id', '=', id).executeTakeFirst();
      const [view] = await views(row === undefined ? [] : [row]);
      return view ?? null;
    },
    list: (query) => deviceList(db, query, views),
  };
}

type ReceiptRow = DeviceTables['receipts'];

interface Around {
  readonly current: readonly ContinuityEvent[];
  readonly groupIdsOf: ReadonlyMap<string, ReadonlySet<string>>;
  readonly receiptsOf: ReadonlyMap<string, readonly ReceiptRow[]>;
}

async function readAround(db: Kysely<Tables>, rows: readonly DeviceRow[], nowMs: number): Promise<Around> {
  const personIds = [...new Set(rows.map(({ personId }) => personId))];
  const memberships = await db
    .selectFrom('groupMembers')
    .selectAll()
    .where('personId', 'in', personIds)
    .execute();
  const groupIdsOf = new Map<string, Set<string>>(personIds.map((id) => [id, new Set()]));
  for (const { personId, groupId } of memberships) groupIdsOf.get(personId)?.add(groupId);
  const deviceIds = rows.map(({ id }) => id);
  const receipts = await db
    .selectFrom('receipts')
    .selectAll()
    .where('deviceId', 'in', deviceIds)
    .orderBy('shownAt', 'desc')
    .orderBy('id')
    .execute();
  const receiptsOf = new Map<string, ReceiptRow[]>(deviceIds.map((id) => [id, []]));
  for (const receipt of receipts) receiptsOf.get(receipt.deviceId)?.push(receipt);
  return { current: await listCurrentEvents(db, nowMs), groupIdsOf, receiptsOf };
}

function viewOf(device: DeviceRow, around: Around, live: Needs['live'], nowMs: number): DeviceView {
  const link = live.link(device.id);
  const { cacheMessages, cacheBytes, cacheComplete } = device;
  const hasCache = cacheMessages !== null && cacheBytes !== null;
  return {
    id: device.id,
    userId: device.personId,
    email: device.email,
    displayName: device.displayName,
    name: device.name,
    platform: device.platform,
    appVersion: device.appVersion,
    registeredAt: device.registeredAt,
    revokedAt: device.revokedAt,
    link: link.state,
    onlineSince: link.state === 'online' ? fromMs(link.sinceMs) : null,
    polledAt: link.state === 'polling' ? fromMs(link.polledAtMs) : null,
    signedIn: device.signedIn === 1,
    cachedMode: device.cachedMode === 1,
    mode: device.mode,
    cache: hasCache ? { messages: cacheMessages, bytes: cacheBytes, complete: cacheComplete === 1 } : null,
    reportedAt: device.reportedAt,
    events: reportedEvents(device.reportedEvents),
    reasons: reasonsOf(device, around, nowMs),
    receipts: (around.receiptsOf.get(device.id) ?? [])
      .slice(0, SHOWN_RECEIPTS)
      .map(({ eventId, kind, shownAt, receivedAt }) => ({ eventId, kind, shownAt, receivedAt })),
  };
}

const reportedEventsSchema: z.ZodType<DeviceView['events']> = reportSchema.shape.events;

function reportedEvents(stored: string | null): DeviceView['events'] {
  return stored === null ? [] : reportedEventsSchema.parse(JSON.parse(stored));
}

/** Over the Current events of the person's groups; a device that takes part in one of them has no reason against. */
function reasonsOf(device: DeviceRow, around: Around, nowMs: number): ParticipationReason[] {
  const groupIds = around.groupIdsOf.get(device.personId) ?? new Set<string>();
  const state = {
    revoked: device.revokedAt !== null,
    signedIn: device.signedIn === 1,
    cachedMode: device.cachedMode === 1,
  };
  const judged = around.current
    .filter(({ affectedGroupId }) => groupIds.has(affectedGroupId))
    .map((event) =>
      participation(event, { groupIds, disasterRecovery: device.disasterRecovery === 1 }, state, nowMs),
    );
  if (judged.some(({ participates }) => participates)) return [];
  const reasons = new Set(judged.flatMap((one): readonly ParticipationReason[] => one.reasons));
  return PARTICIPATION_REASONS.filter((reason) => reasons.has(reason));
}
