/** Webhooks and their deliveries as the REST interface shows them. */
import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import {
  webhookTypeSchema,
  type Delivery,
  type WebhookListQuery,
  type WebhookView,
} from '../../shared/http/webhooks.ts';
import type { ListSource } from '../http/list-page.ts';
import { containing } from '../search-key.ts';
import { inOrder, matches, orderBy } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';
import type { WebhookTables } from './tables.ts';

export type WebhookRow = Selectable<WebhookTables['webhooks']>;

const typesSchema = z.array(webhookTypeSchema);

export function webhookView(row: WebhookRow): WebhookView {
  const { id, name, url, inactiveBecause, failingSince, lastDeliveredAt, createdAt } = row;
  return {
    id,
    name,
    url,
    types: typesSchema.parse(JSON.parse(row.types)),
    active: inactiveBecause === null,
    inactiveBecause,
    failingSince,
    lastDeliveredAt,
    createdAt,
  };
}

export async function findWebhook(db: Kysely<Tables>, id: string): Promise<WebhookRow | null> {
  const row = await db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

export function webhookList(
  db: Kysely<Tables>,
  { q, sort }: Pick<WebhookListQuery, 'q' | 'sort'>,
): ListSource<WebhookView> {
  const order = orderBy(sort, 'webhooks', sort.endsWith('createdAt') ? 'createdAt' : 'nameKey');
  const webhooks = () => {
    const all = db.selectFrom('webhooks');
    return q === '' ? all : all.where(matches('webhooks.nameKey', containing(q)));
  };
  return {
    async read(stretch) {
      const rows = await inOrder(webhooks().selectAll(), order, stretch).execute();
      return rows.map((row) => ({ item: webhookView(row), at: { key: row.orderKey, id: row.id } }));
    },
    async count() {
      const { total } = await webhooks()
        .select((row) => row.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return total;
    },
  };
}

/** Newest first. */
export function deliveryList(
  db: Kysely<Tables>,
  webhookId: string,
  state: Delivery['state'] | undefined,
): ListSource<Delivery> {
  const deliveries = () => {
    const all = db.selectFrom('webhookDeliveries').where('webhookId', '=', webhookId);
    return state === undefined ? all : all.where('state', '=', state);
  };
  return {
    async read(stretch) {
      const order = orderBy('-createdAt', 'webhookDeliveries', 'createdAt');
      const rows = await inOrder(deliveries().selectAll(), order, stretch).execute();
      return rows.map((row) => ({ item: deliveryView(row), at: { key: row.orderKey, id: row.id } }));
    },
    async count() {
      const { total } = await deliveries()
        .select((row) => row.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return total;
    },
  };
}

/** Without the message itself: it is as long as an event, and the event can be read. */
function deliveryView(row: Selectable<WebhookTables['webhookDeliveries']>): Delivery {
  const { id, type, eventId, state, attempts, createdAt } = row;
  const { nextAttemptAt, lastAttemptAt, lastStatus, lastProblem } = row;
  return {
    id,
    type,
    eventId,
    state,
    attempts,
    createdAt,
    nextAttemptAt,
    lastAttemptAt,
    lastStatus,
    lastProblem,
  };
}
