/** The delegate's mailbox that is looked at; one that was withdrawn meanwhile is no more, and one's own takes its place. Pure. */
import type { DelegatedMailbox, DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';

export function chosenMailbox(
  delegated: readonly DelegatedMailbox[],
  accountId: string | null,
): DelegatedMailbox | null {
  return delegated.find((mailbox) => mailbox.accountId === accountId) ?? null;
}

/** Moves with the content of any of the caches. */
export function anyGeneration({ cache, delegated }: Pick<DeviceSnapshot, 'cache' | 'delegated'>): number {
  const generations = [cache, ...delegated.map((mailbox) => mailbox.cache)].map((each) =>
    each.state === 'off' ? 0 : each.generation,
  );
  return generations.reduce((sum, generation) => sum + generation, 0);
}
