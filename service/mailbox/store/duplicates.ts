/**
 * Mail that comes a second time around a continuity event, because somebody did not hear that it had arrived or two ways
 * led here: known by its Message-ID, from five minutes before the start to ten minutes after the end (product 6), and by
 * its content: what was accepted is in the mailbox unless the same is there already (G58).
 */
import type { Kysely } from 'kysely';
import { fromMs, MINUTE_MS } from '../../../shared/domain/instant.ts';
import { chunksOf, isPair } from '../../storage/rows.ts';
import type { Tables } from '../../storage/tables.ts';
import { nameOf, threadKeysOf, type AccountKey } from '../threads.ts';
import type { Placing } from './place-emails.ts';

export const DUPLICATES_BEFORE_START_MS = 5 * MINUTE_MS;
export const DUPLICATES_AFTER_END_MS = 10 * MINUTE_MS;

interface Twin {
  readonly receivedAtMs: number;
  readonly fingerprint: string;
}

/** All but what the inbox has already. Who takes another's Message-ID, for a message of their own, is no duplicate. */
export async function withoutDuplicates(
  db: Kysely<Tables>,
  placings: readonly Placing[],
): Promise<readonly Placing[]> {
  const twins = await receivedBefore(db, placings);
  const kept: Placing[] = [];
  for (const placing of placings) {
    const { receivedAtMs, mail } = placing.message;
    const { fingerprint } = mail;
    const pair = pairOf(placing);
    if (pair === null || fingerprint === null) {
      kept.push(placing);
      continue;
    }
    const known = twins.get(nameOf(pair)) ?? [];
    const twin = known.find((one) => one.fingerprint === fingerprint);
    if (
      twin !== undefined &&
      (await bothAround(db, placing.placement.accountId, [twin.receivedAtMs, receivedAtMs]))
    )
      continue;
    kept.push(placing);
    twins.set(nameOf(pair), [...known, { receivedAtMs, fingerprint }]);
  }
  return kept;
}

/** Where its twin would be found; null: it has none. */
function pairOf({ message, placement: { accountId, mailbox } }: Placing): AccountKey | null {
  const { subject, messageId } = message.mail.content;
  const [key] = threadKeysOf({ subject, messageId, inReplyTo: [], references: [] });
  return key === undefined || mailbox !== 'inbox' ? null : [accountId, key];
}

async function receivedBefore(
  db: Kysely<Tables>,
  placings: readonly Placing[],
): Promise<Map<string, readonly Twin[]>> {
  const twins = new Map<string, readonly Twin[]>();
  for (const some of chunksOf(placings.map(pairOf).filter((pair) => pair !== null))) {
    const rows = await db
      .selectFrom('threadKeys')
      .innerJoin('emails', (join) =>
        join
          .onRef('emails.accountId', '=', 'threadKeys.accountId')
          .onRef('emails.threadId', '=', 'threadKeys.threadId'),
      )
      .innerJoin('messages', 'messages.id', 'emails.messageId')
      .select(['threadKeys.accountId', 'threadKeys.key', 'messages.receivedAtMs'])
      .select('messages.fingerprint')
      .$narrowType<{ fingerprint: string }>()
      .where(isPair(['threadKeys.accountId', 'threadKeys.key'], some))
      .where('emails.mailbox', '=', 'inbox')
      .where('messages.fingerprint', 'is not', null)
      .execute();
    for (const { accountId, key, ...twin } of rows) {
      const name = nameOf([accountId, key]);
      twins.set(name, [...(twins.get(name) ?? []), twin]);
    }
  }
  return twins;
}

/** One event has both: it covers the person, or has lists expanded, whoever they reach. */
async function bothAround(db: Kysely<Tables>, personId: string, times: readonly number[]): Promise<boolean> {
  const event = await db
    .selectFrom('continuityEvents')
    .select('id')
    .where('start', '<=', fromMs(Math.min(...times) + DUPLICATES_BEFORE_START_MS))
    .where((row) =>
      row.or([
        row('end', 'is', null),
        row('end', '>=', fromMs(Math.max(...times) - DUPLICATES_AFTER_END_MS)),
      ]),
    )
    .where((row) =>
      row.or([
        row('expandDistributionLists', '=', 1),
        row(
          'affectedGroupId',
          'in',
          row.selectFrom('groupMembers').select('groupId').where('personId', '=', personId),
        ),
      ]),
    )
    .executeTakeFirst();
  return event !== undefined;
}
