/** Finds the thread of each message in its account, and remembers by which references later ones will find it. */
import type { Transaction } from 'kysely';
import { chunksOf, isPair } from '../../storage/rows.ts';
import type { Tables } from '../../storage/tables.ts';
import { emailIdOf } from '../emails.ts';
import { nameOf, threadKeysOf, type AccountKey } from '../threads.ts';
import type { Placing } from './place-emails.ts';

type ThreadKey = Tables['threadKeys'];

/** The thread that one of its references is in, otherwise a new one; all its references then lead there. In the order of `placings`. */
export async function joinThreads(
  transaction: Transaction<Tables>,
  placings: readonly Placing[],
): Promise<readonly string[]> {
  const wanted = placings.map(({ message, placement }) =>
    threadKeysOf(message.mail.content).map((key) => [placement.accountId, key] as const),
  );
  const known = await knownKeys(transaction, wanted.flat());
  const used = new Map<string, ThreadKey>();
  const threadIds = placings.map(({ message, placement }, index) => {
    const keys = wanted[index] ?? [];
    const [found] = keys
      .flatMap((key) => known.get(nameOf(key)) ?? [])
      .sort((one, other) => one.usedAtMs - other.usedAtMs);
    const threadId = found?.threadId ?? `T${emailIdOf(message.id, placement.mailbox)}`;
    for (const pair of keys) {
      const [accountId, key] = pair;
      const before = known.get(nameOf(pair));
      const row = { accountId, key, threadId, ...before, usedAtMs: message.receivedAtMs };
      known.set(nameOf(pair), row);
      used.set(nameOf(pair), row);
    }
    return threadId;
  });
  await remember(transaction, [...used.values()]);
  return threadIds;
}

async function knownKeys(
  transaction: Transaction<Tables>,
  pairs: readonly AccountKey[],
): Promise<Map<string, ThreadKey>> {
  const known = new Map<string, ThreadKey>();
  for (const some of chunksOf(pairs)) {
    const rows = await transaction
      .selectFrom('threadKeys')
      .selectAll()
      .where(isPair(['accountId', 'key'], some))
      .execute();
    for (const row of rows) known.set(nameOf([row.accountId, row.key]), row);
  }
  return known;
}

async function remember(transaction: Transaction<Tables>, keys: readonly ThreadKey[]): Promise<void> {
  for (const some of chunksOf(keys))
    await transaction
      .insertInto('threadKeys')
      .values(some)
      .onConflict((conflict) =>
        conflict
          .columns(['accountId', 'key'])
          .doUpdateSet((eb) => ({ usedAtMs: eb.ref('excluded.usedAtMs') })),
      )
      .execute();
}
