/** A further account as it is kept: known without a network, so that its cached mail can be read. */
import { z } from 'zod';

export const furtherAccountSchema = z.object({
  /** As the service calls it, which is its person's name. */
  name: z.string(),
});
export type FurtherAccount = z.infer<typeof furtherAccountSchema>;
export type FurtherAccounts = ReadonlyMap<string, FurtherAccount>;

/** Each is a synchronisation of its own; who reads more mailboxes than this has another tool. */
export const MAX_FURTHER_ACCOUNTS = 20;

/** What becomes of the known ones now that the service has said which there are. */
export function settleAccounts(
  known: FurtherAccounts,
  said: FurtherAccounts,
): { readonly kept: FurtherAccounts; readonly withdrawn: readonly string[] } {
  const wanted = [...said].slice(0, MAX_FURTHER_ACCOUNTS);
  // What did not change stays the same object, so that nothing is written for it.
  const kept = new Map(
    wanted.map(([id, account]) => {
      const before = known.get(id);
      return [id, before?.name === account.name ? before : account];
    }),
  );
  return { kept, withdrawn: [...known.keys()].filter((id) => !kept.has(id)) };
}
