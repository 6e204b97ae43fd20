/** The window rolling on: what is too old leaves mailboxes, then the disk, a little at a time (product 4, G25). */
import type { Kysely, Transaction } from 'kysely';
import { DAY_MS } from '../../../shared/domain/instant.ts';
import { OPEN_STATES } from '../../../shared/http/mail-flow.ts';
import { windowStartMs } from '../../../shared/domain/mail-window.ts';
import type { Tables } from '../../storage/tables.ts';
import type { MailUnit } from './accounts.ts';
import { takeOut } from './gone-emails.ts';

/** So that no transaction holds up others for long (performance, "Rolling window"). */
export const ROLL_OFF_CHUNK = 200;

/** How long an account can tell what left it; a client that was away longer reads everything anew. */
export const GONE_KEPT_MS = 30 * DAY_MS;

/** Takes the oldest e-mails that the window has passed out of their mailboxes; returns whether there may be more. */
export async function rollOffEmails(unit: MailUnit, nowMs: number): Promise<boolean> {
  const old = await unit.db
    .selectFrom('emails')
    .select(['accountId', 'id', 'threadId', 'mailbox', 'createdModseq'])
    .where('receivedAtMs', '<', windowStartMs(nowMs))
    .orderBy('receivedAtMs')
    .limit(ROLL_OFF_CHUNK)
    .execute();
  for (const accountId of new Set(old.map((email) => email.accountId))) {
    const gone = old.filter((email) => email.accountId === accountId);
    await takeOut(unit, accountId, gone, nowMs);
  }
  return old.length === ROLL_OFF_CHUNK;
}

/** Of messages that the window has passed. */
export async function unplacedMessages(db: Kysely<Tables>, nowMs: number): Promise<readonly string[]> {
  const old = unplaced(db).where('receivedAtMs', '<', windowStartMs(nowMs)).limit(ROLL_OFF_CHUNK);
  return (await old.execute()).map((row) => row.id);
}

/** Of these messages. */
export async function unplacedAmong(db: Kysely<Tables>, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  return (await unplaced(db).where('id', 'in', ids).execute()).map((row) => row.id);
}

/** No mailbox has them, and nobody is still to get them: their files may go, and after those `forgetMessages`. */
const unplaced = (db: Kysely<Tables>) =>
  db
    .selectFrom('messages')
    .select('id')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('emails').select('emails.id').whereRef('emails.messageId', '=', 'messages.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('mailDeliveries')
            .select('mailDeliveries.seq')
            .whereRef('mailDeliveries.messageId', '=', 'messages.id')
            .where((delivery) =>
              delivery.or([delivery('state', 'in', OPEN_STATES), delivery('reportDue', '=', 1)]),
            ),
        ),
      ),
    );

export async function forgetMessages(db: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.deleteFrom('messages').where('id', 'in', ids).execute();
}

/** Forgets what left long ago, and the thread keys of mail that is no longer there. */
export async function forgetTraces(db: Transaction<Tables>, nowMs: number): Promise<void> {
  await db.deleteFrom('threadKeys').where('usedAtMs', '<', windowStartMs(nowMs)).execute();
  await raiseHorizons(db, nowMs - GONE_KEPT_MS);
  await db
    .deleteFrom('goneEmails')
    .where('goneAtMs', '<', nowMs - GONE_KEPT_MS)
    .execute();
}

async function raiseHorizons(transaction: Transaction<Tables>, beforeMs: number): Promise<void> {
  const forgotten = await transaction
    .selectFrom('goneEmails')
    .select(({ fn }) => ['accountId', fn.max('goneModseq').as('horizon')])
    .where('goneAtMs', '<', beforeMs)
    .groupBy('accountId')
    .execute();
  for (const { accountId, horizon } of forgotten) {
    await transaction
      .updateTable('mailboxAccounts')
      .set({ horizon })
      .where('accountId', '=', accountId)
      .where('horizon', '<', horizon)
      .execute();
  }
}
