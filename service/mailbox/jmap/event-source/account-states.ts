/** Where the accounts of a person stand, and what a client is told of those that moved (RFC 8620 section 7.1, RFC 8621 section 1.5). */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../storage/tables.ts';
import { stateOf } from '../../emails.ts';

/** By account: its newest number. */
export type AccountStates = ReadonlyMap<string, number>;

/** One number stands for all of them here, so they move together. */
const TYPES = ['Mailbox', 'Thread', 'Email', 'EmailSubmission'];
/** Moves only when mail comes in: what a client that runs on a battery listens to. */
const ARRIVAL = 'EmailDelivery';

/** An account that never received anything stands at 0. */
export async function accountStates(
  db: Kysely<Tables>,
  accountIds: readonly string[],
): Promise<AccountStates> {
  const rows = await db
    .selectFrom('mailboxAccounts')
    .select(['accountId', 'modseq'])
    .where('accountId', 'in', accountIds)
    .execute();
  const found = new Map(rows.map(({ accountId, modseq }) => [accountId, modseq]));
  return new Map(accountIds.map((accountId) => [accountId, found.get(accountId) ?? 0]));
}

/** The same for the same states, so that a client which comes back says by it what it knows. */
export function eventIdOf(states: AccountStates): string {
  const sorted = [...states].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 22);
}

export interface StateChange {
  readonly '@type': 'StateChange';
  readonly changed: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** null: nothing of these types has moved. An account that was not known before is told whole. */
export async function changeBetween(
  db: Kysely<Tables>,
  types: ReadonlySet<string> | null,
  before: AccountStates,
  now: AccountStates,
): Promise<StateChange | null> {
  const isWanted = (type: string): boolean => types === null || types.has(type);
  const changed: [string, Readonly<Record<string, string>>][] = [];
  for (const [accountId, modseq] of now) {
    const since = before.get(accountId);
    if (modseq === since) continue;
    const moved = TYPES.filter(isWanted);
    if (isWanted(ARRIVAL) && (await hasArrived(db, accountId, since ?? -1))) moved.push(ARRIVAL);
    const state = stateOf(modseq);
    if (moved.length > 0) changed.push([accountId, Object.fromEntries(moved.map((type) => [type, state]))]);
  }
  return changed.length === 0 ? null : { '@type': 'StateChange', changed: Object.fromEntries(changed) };
}

async function hasArrived(db: Kysely<Tables>, accountId: string, since: number): Promise<boolean> {
  const row = await db
    .selectFrom('emails')
    .select('id')
    .where('accountId', '=', accountId)
    .where('changedModseq', '>', since)
    .where('createdModseq', '>', since)
    .where('mailbox', '=', 'inbox')
    .executeTakeFirst();
  return row !== undefined;
}
