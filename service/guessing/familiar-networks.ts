/** In which networks each person has signed in lately: there they have places of their own, which no stranger elsewhere takes. */
import { createKeptMap } from './kept-map.ts';
import { FAMILIAR_MS, FAMILIAR_NETWORKS, KEPT } from './limits.ts';

export interface FamiliarNetworks {
  readonly has: (subject: string, network: string) => boolean;
  readonly add: (subject: string, network: string) => void;
}

/** Forgotten at a restart: one is then a stranger once, who comes in as any newcomer does. */
export function createFamiliarNetworks(monotonicMs: () => number): FamiliarNetworks {
  const bySubject = createKeptMap<ReadonlyMap<string, number>>(KEPT);
  return {
    has: (subject, network) => (bySubject.get(subject)?.get(network) ?? 0) > monotonicMs(),
    add(subject, network) {
      const others = [...(bySubject.get(subject) ?? [])].filter(([other]) => other !== network);
      const latest = others.slice(1 - FAMILIAR_NETWORKS);
      bySubject.set(subject, new Map([...latest, [network, monotonicMs() + FAMILIAR_MS]]));
    },
  };
}
