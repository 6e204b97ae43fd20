/** What administrators do with webhooks: each use checks, saves and audits in one transaction. */
import { fromMs } from '../../shared/domain/instant.ts';
import type { CreatedWebhook, WebhookInput, WebhookPatch, WebhookView } from '../../shared/http/webhooks.ts';
import { patched } from '../patch.ts';
import { conflict, invalid, notFound } from '../refusal.ts';
import { foldedKey } from '../search-key.ts';
import type { Chance } from '../storage/chance.ts';
import type { Unit, WritePath } from '../storage/write-path.ts';
import { cleanLine } from '../text.ts';
import { checkWebhook } from './check-webhook.ts';
import { enqueueFor } from './queue.ts';
import { SECRET_BYTES, SECRET_PREFIX } from './signing.ts';
import { findWebhook, webhookView, type WebhookRow } from './store.ts';

export interface Webhooks {
  /** The secret is told here, and never again. */
  readonly create: (actor: string, input: WebhookInput) => Promise<CreatedWebhook>;
  readonly edit: (actor: string, id: string, patch: WebhookPatch) => Promise<WebhookView>;
  readonly remove: (actor: string, id: string) => Promise<void>;
  /** Puts a message of type `test` into the queue; returns its id. */
  readonly test: (actor: string, id: string) => Promise<string>;
}

interface Needs {
  readonly writePath: WritePath;
  readonly chance: Chance;
  readonly allowPrivate: boolean;
}

export function createWebhooks({ writePath, chance, allowPrivate }: Needs): Webhooks {
  const checked = <Given extends { readonly name: string; readonly url: string }>(given: Given): Given => {
    const cleaned = { ...given, name: cleanLine(given.name), url: given.url.trim() };
    const problems = checkWebhook(cleaned, allowPrivate);
    if (problems.length > 0) throw invalid(problems);
    return cleaned;
  };
  return {
    create: (actor, input) =>
      writePath.transact(async (unit) => {
        const secret = `${SECRET_PREFIX}${Buffer.from(chance.token(SECRET_BYTES), 'base64url').toString('base64')}`;
        const columns = columnsOf(checked(input));
        const row = { id: chance.id(), ...columns, secret, ...NEW, createdAt: fromMs(unit.nowMs) };
        await unit.db.insertInto('webhooks').values(row).execute();
        const after = webhookView(row);
        await audit(unit, actor, 'webhook.create', row.id, { after });
        return { ...after, secret };
      }),
    edit: (actor, id, patch) =>
      writePath.transact(async (unit) => {
        const row = existing(await findWebhook(unit.db, id));
        const before = webhookView(row);
        const { name, url, types, active } = checked(patched(before, patch));
        // Taken into service again, it starts anew.
        const revived = active && !before.active ? { failingSince: null } : {};
        const columns = { ...columnsOf({ name, url, types, active }), ...revived };
        const kept = active === before.active ? { inactiveBecause: row.inactiveBecause } : {};
        await unit.db
          .updateTable('webhooks')
          .set({ ...columns, ...kept })
          .where('id', '=', id)
          .execute();
        const after = webhookView(existing(await findWebhook(unit.db, id)));
        await audit(unit, actor, 'webhook.edit', id, { before, after });
        return after;
      }),
    remove: (actor, id) =>
      writePath.transact(async (unit) => {
        const before = webhookView(existing(await findWebhook(unit.db, id)));
        await unit.db.deleteFrom('webhooks').where('id', '=', id).execute();
        await audit(unit, actor, 'webhook.delete', id, { before });
      }),
    test: (actor, id) =>
      writePath.transact(async (unit) => {
        const { inactiveBecause } = existing(await findWebhook(unit.db, id));
        if (inactiveBecause !== null) throw conflict('not-active', 'this webhook is not active');
        const message = { type: 'test', at: fromMs(unit.nowMs), event: null } as const;
        const deliveryId = await enqueueFor(unit.db, id, message, chance);
        await audit(unit, actor, 'webhook.test', id, { deliveryId });
        return deliveryId;
      }),
  };
}

const NEW = { failingSince: null, lastDeliveredAt: null } as const;

function columnsOf({
  name,
  url,
  types,
  active,
}: WebhookInput): Pick<WebhookRow, 'name' | 'nameKey' | 'url' | 'types' | 'inactiveBecause'> {
  return {
    name,
    nameKey: foldedKey(name, url),
    url,
    types: JSON.stringify([...new Set(types)]),
    inactiveBecause: active ? null : 'administrator',
  };
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

function existing(row: WebhookRow | null): WebhookRow {
  if (row === null) throw notFound('webhook');
  return row;
}
