/** Holds inbound mail while a Current continuity event pauses it, and lets it go in order after that (STATES.md, Holding). */
import type { ExpressionBuilder, Kysely } from 'kysely';
import { fromMs } from '../../shared/domain/instant.ts';
import type { Tables } from '../storage/tables.ts';
import { onRoute, type OnRoute } from './claim.ts';
import { statesFor } from './delivery-state.ts';
import { giveUpMs } from './retry-policy.ts';
import { trace } from './trace.ts';

interface Pausing {
  readonly id: string;
  readonly affectedGroupId: string;
}

/** In the order of their starts: the first one that covers a recipient is the one that holds. */
async function pausingEvents(db: Kysely<Tables>, nowMs: number): Promise<readonly Pausing[]> {
  const now = fromMs(nowMs);
  return db
    .selectFrom('continuityEvents')
    .select(['id', 'affectedGroupId'])
    .where('pauseInboundDelivery', '=', 1)
    .where('start', '<=', now)
    .where((row) => row.or([row('end', 'is', null), row('end', '>', now)]))
    .orderBy('start')
    .orderBy('id')
    .execute();
}

/** The person is in the group, or the list is that group or reaches one of its people. */
const covered = (row: ExpressionBuilder<Tables, 'mailDeliveries'>, affectedGroupId: string) => {
  const members = row
    .selectFrom('groupMembers as affected')
    .select('affected.personId')
    .where('affected.groupId', '=', affectedGroupId);
  const lists = row
    .selectFrom('groupMembers as listed')
    .select('listed.groupId')
    .where('listed.personId', 'in', members);
  return row.or([
    row('mailDeliveries.personId', 'in', members),
    row('mailDeliveries.groupId', '=', affectedGroupId),
    row('mailDeliveries.groupId', 'in', lists),
  ]);
};

/** Level: looked at whenever something is queued, and before anything is claimed. Returns how many it holds from now on. */
export async function settleHolds(db: Kysely<Tables>, nowMs: number): Promise<number> {
  let count = 0;
  for (const event of await pausingEvents(db, nowMs)) {
    const held = await db
      .updateTable('mailDeliveries')
      .set({ state: 'held', heldEventId: event.id, heldAt: fromMs(nowMs), releasedAt: null })
      .where('state', 'in', statesFor('hold'))
      .where('direction', '=', 'inbound')
      .where('exempt', '=', 0)
      .where((row) => covered(row, event.affectedGroupId))
      .returning(['id', 'messageId'])
      .execute();
    const lines = held.map(({ id, messageId }) => ({ messageId, deliveryId: id }));
    await trace(
      db,
      nowMs,
      lines.map((line) => ({ ...line, step: 'held', actor: event.id })),
    );
    count += held.length;
  }
  return count;
}

const releasable = (db: Kysely<Tables>, pausing: readonly Pausing[]) =>
  pausing.reduce(
    (query, { affectedGroupId }) => query.where((row) => row.not(covered(row, affectedGroupId))),
    db.selectFrom('mailDeliveries').where('state', 'in', statesFor('release')),
  );

export interface Released {
  readonly released: number;
  /** Something else could go, and has to wait for its turn. */
  readonly more: boolean;
}

/** Held mail of a route that nothing holds any more: the oldest `limit` go back into the queue. */
export async function release(
  db: Kysely<Tables>,
  nowMs: number,
  { limit, ...routed }: OnRoute & { readonly limit: number },
): Promise<Released> {
  const most = Math.max(0, limit);
  const found = await releasable(db, await pausingEvents(db, nowMs))
    .where((row) => onRoute(row, routed))
    .select(['id', 'messageId'])
    .orderBy('queuedAt')
    .orderBy('seq')
    .limit(most + 1)
    .execute();
  const chosen = found.slice(0, most);
  const more = found.length > most;
  if (chosen.length === 0) return { released: 0, more };
  const now = fromMs(nowMs);
  await db
    .updateTable('mailDeliveries')
    .set((row) => ({
      state: 'queued',
      nextAttemptAt: now,
      // Let go before, and held again because the server went away: the five days go on.
      releasedAt: row.fn.coalesce('releasedAt', row.val(now)),
      giveUpAt: row
        .case()
        .when('releasedAt', 'is', null)
        .then(fromMs(giveUpMs(nowMs)))
        .else(row.ref('giveUpAt'))
        .end(),
    }))
    .where('state', 'in', statesFor('release'))
    .where(
      'id',
      'in',
      chosen.map(({ id }) => id),
    )
    .execute();
  await trace(
    db,
    nowMs,
    chosen.map(({ id, messageId }) => ({ messageId, deliveryId: id, step: 'released' })),
  );
  return { released: chosen.length, more };
}

/** The server went away again: what was let go and not yet taken goes back to where it was (H5). */
export async function holdAgain(db: Kysely<Tables>, nowMs: number, routed: OnRoute): Promise<void> {
  const held = await db
    .updateTable('mailDeliveries')
    .set({ state: 'held', heldAt: fromMs(nowMs) })
    .where('state', 'in', statesFor('hold'))
    .where('direction', '=', 'inbound')
    .where('exempt', '=', 0)
    .where('releasedAt', 'is not', null)
    .where((row) => onRoute(row, routed))
    .returning(['id', 'messageId'])
    .execute();
  const detail = 'the next server cannot be reached';
  await trace(
    db,
    nowMs,
    held.map(({ id, messageId }) => ({ messageId, deliveryId: id, step: 'held', detail })),
  );
}

/** Released, and not yet taken by the next server. */
export async function countReleased(db: Kysely<Tables>, routed: OnRoute): Promise<number> {
  const { count } = await db
    .selectFrom('mailDeliveries')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('state', 'in', ['queued', 'delivering'])
    .where('releasedAt', 'is not', null)
    .where((row) => onRoute(row, routed))
    .executeTakeFirstOrThrow();
  return count;
}
