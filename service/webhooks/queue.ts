/** The durable queue of webhooks: messages go in with what they tell of, attempts are noted as they are made. */
import type { Kysely } from 'kysely';
import { fromMs, DAY_MS, toMs } from '../../shared/domain/instant.ts';
import type { WebhookMessage } from '../../shared/http/webhooks.ts';
import type { Chance } from '../storage/chance.ts';
import type { Tables } from '../storage/tables.ts';
import { nextDelivery, nextHealth, type Outcome, type WebhookHealth } from './delivery-state.ts';
import { findWebhook, webhookView, type WebhookRow } from './store.ts';

/** For every active webhook that wants it; returns whether there was one. */
export async function enqueue(
  db: Kysely<Tables>,
  message: Omit<WebhookMessage, 'id'>,
  chance: Pick<Chance, 'id'>,
): Promise<boolean> {
  const webhooks = await db.selectFrom('webhooks').selectAll().where('inactiveBecause', 'is', null).execute();
  const wanting = webhooks.filter((row) => webhookView(row).types.some((type) => type === message.type));
  for (const { id } of wanting) await enqueueFor(db, id, message, chance);
  return wanting.length > 0;
}

export async function enqueueFor(
  db: Kysely<Tables>,
  webhookId: string,
  message: Omit<WebhookMessage, 'id'>,
  chance: Pick<Chance, 'id'>,
): Promise<string> {
  const id = `msg_${chance.id()}`;
  const whole: WebhookMessage = { id, ...message };
  await db
    .insertInto('webhookDeliveries')
    .values({
      id,
      webhookId,
      type: message.type,
      eventId: message.event?.id ?? null,
      body: JSON.stringify(whole),
      state: 'waiting',
      attempts: 0,
      createdAt: message.at,
      nextAttemptAt: message.at,
    })
    .execute();
  return id;
}

export interface Due {
  readonly id: string;
  readonly webhookId: string;
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  readonly attempts: number;
  readonly nextAttemptAt: string;
}

const waiting = (db: Kysely<Tables>) =>
  db
    .selectFrom('webhookDeliveries')
    .innerJoin('webhooks', 'webhooks.id', 'webhookDeliveries.webhookId')
    .where('webhookDeliveries.state', '=', 'waiting')
    .where('webhooks.inactiveBecause', 'is', null)
    .orderBy('webhookDeliveries.nextAttemptAt');

export async function dueDeliveries(
  db: Kysely<Tables>,
  nowMs: number,
  limit: number,
): Promise<readonly Due[]> {
  const rows = await waiting(db)
    .where('webhookDeliveries.nextAttemptAt', '<=', fromMs(nowMs))
    .select([
      'webhookDeliveries.id',
      'webhookDeliveries.webhookId',
      'webhookDeliveries.body',
      'webhookDeliveries.attempts',
      'webhookDeliveries.nextAttemptAt',
      'webhooks.url',
      'webhooks.secret',
    ])
    .limit(limit)
    .execute();
  return rows.map(({ nextAttemptAt, ...row }) => ({ ...row, nextAttemptAt: nextAttemptAt ?? '' }));
}

/** null: nothing waits. */
export async function nextDueMs(db: Kysely<Tables>): Promise<number | null> {
  const row = await waiting(db).select('webhookDeliveries.nextAttemptAt as at').limit(1).executeTakeFirst();
  return row === undefined || row.at === null ? null : toMs(row.at);
}

export async function noteAttempt(
  db: Kysely<Tables>,
  due: Due,
  outcome: Outcome,
  { nowMs, chance }: { readonly nowMs: number; readonly chance: number },
): Promise<void> {
  const { attempts, nextAttemptAt } = due;
  const before = { state: 'waiting', attempts, nextAttemptMs: toMs(nextAttemptAt) } as const;
  const after = nextDelivery(before, outcome, { nowMs, chance });
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('webhookDeliveries')
      .set({
        state: after.state,
        attempts: after.attempts,
        nextAttemptAt: after.state === 'waiting' ? fromMs(after.nextAttemptMs) : null,
        lastAttemptAt: fromMs(nowMs),
        lastStatus: outcome.status,
        lastProblem: outcome.kind === 'accepted' ? null : outcome.problem,
      })
      .where('id', '=', due.id)
      .execute();
    const webhook = await findWebhook(transaction, due.webhookId);
    if (webhook === null) return;
    await transaction
      .updateTable('webhooks')
      .set(healthColumns(webhook, nextHealth(healthOf(webhook), outcome, nowMs)))
      .set(outcome.kind === 'accepted' ? { lastDeliveredAt: fromMs(nowMs) } : {})
      .where('id', '=', webhook.id)
      .execute();
  });
}

function healthOf({ failingSince, inactiveBecause }: WebhookRow): WebhookHealth {
  if (failingSince === null) return { health: 'well' };
  return { health: inactiveBecause === 'failing' ? 'given-up' : 'failing', sinceMs: toMs(failingSince) };
}

/** What an administrator has switched off stays off. */
function healthColumns(
  { inactiveBecause }: WebhookRow,
  health: WebhookHealth,
): Pick<WebhookRow, 'failingSince' | 'inactiveBecause'> {
  const kept = inactiveBecause === 'administrator' ? inactiveBecause : null;
  if (health.health === 'well') return { failingSince: null, inactiveBecause: kept };
  const givenUp = health.health === 'given-up' ? 'failing' : null;
  return { failingSince: fromMs(health.sinceMs), inactiveBecause: kept ?? givenUp };
}

/** Longer than anybody looks for a message that did not come. */
const KEPT_MS = 30 * DAY_MS;

export async function trimDeliveries(db: Kysely<Tables>, settledMs: number): Promise<void> {
  await db
    .deleteFrom('webhookDeliveries')
    // What still waits then waits for a webhook that was switched off or given up, and is no news any more.
    .where('createdAt', '<', fromMs(settledMs - KEPT_MS))
    .execute();
}
