/** What administrators do with deliveries: try now, let go, give up; each is audited and traced. */
import { fromMs } from '../../shared/domain/instant.ts';
import type { MailDelivery } from '../../shared/http/mail-flow.ts';
import { conflict, notFound } from '../refusal.ts';
import type { WritePath } from '../storage/write-path.ts';
import { nextDelivery, type Signal } from './delivery-state.ts';
import { deliveryOf, move } from './outcomes.ts';
import { deliveryView, findDelivery } from './store.ts';

export interface MailActions {
  /** Each throws a `Refusal`: not-found, or conflict where the delivery's state does not allow it. */
  readonly retry: (actor: string, id: string) => Promise<MailDelivery>;
  readonly release: (actor: string, id: string) => Promise<MailDelivery>;
  readonly bounce: (actor: string, id: string) => Promise<MailDelivery>;
}

interface Needs {
  readonly writePath: WritePath;
  /** Tries servers that were down as well. */
  readonly retryNow: () => void;
}

export function createMailActions({ writePath, retryNow }: Needs): MailActions {
  const act = async (actor: string, id: string, { action, signal, step }: Action): Promise<MailDelivery> => {
    const view = await writePath.transact(async ({ db, nowMs, audit }) => {
      const row = await findDelivery(db, id);
      if (row === null) throw notFound('delivery');
      const delivery = deliveryOf(row);
      const moment = { nowMs, chance: 0 };
      if (nextDelivery(delivery, signal, moment) === delivery)
        throw conflict(`not-${action}`, `${REASONS[action]}: this one is ${row.state}`);
      await move(db, row, signal, moment, { actor, detail: null, step });
      if (signal === 'release-anyway')
        await db
          .updateTable('mailDeliveries')
          .set({ releasedAt: fromMs(nowMs) })
          .where('id', '=', id)
          .execute();
      const { recipient, messageId } = row;
      const detail = { messageId, recipient, was: row.state };
      await audit({ service: 'mail', actor, action: `mail.${action}`, target: id, detail });
      const after = await findDelivery(db, id);
      return deliveryView(after ?? row);
    });
    retryNow();
    return view;
  };
  return {
    retry: (actor, id) => act(actor, id, { action: 'retry', signal: 'retry', step: 'retried' }),
    release: (actor, id) => act(actor, id, { action: 'release', signal: 'release-anyway', step: 'released' }),
    bounce: (actor, id) => act(actor, id, { action: 'bounce', signal: 'bounce', step: 'bounced' }),
  };
}

interface Action {
  readonly action: keyof typeof REASONS;
  readonly signal: Signal;
  readonly step: 'retried' | 'released' | 'bounced';
}

const REASONS = {
  retry: 'only what waits to be delivered can be tried now',
  release: 'only held mail can be released',
  bounce: 'only what is not over, and not being delivered, can be returned to its sender',
};
