/** Lets frames through to and from a device, or does to them what the lab asks (product 8). */
import type { Stop } from '../../shared/lib/emitter.ts';
import type { Link } from './link.ts';
import { deviceOf } from './link-state.ts';
import type { ChannelChance, LinkFault, LinkFaults, ServiceClock } from './ports.ts';

export interface Passage {
  /** Runs `through` now, later or never. */
  readonly pass: (link: Link, through: () => void) => void;
  readonly stop: Stop;
}

const OPEN_PASSAGE: Passage = {
  pass(_link, through) {
    through();
  },
  stop() {
    // Nothing was started.
  },
};

interface PassageNeeds {
  /** null: not a lab, everything passes. */
  readonly faults: LinkFaults | null;
  readonly clock: Pick<ServiceClock, 'schedule'>;
  readonly chance: Pick<ChannelChance, 'uniform'>;
  readonly links: () => Iterable<Link>;
}

export function createPassage({ faults, clock, chance, links }: PassageNeeds): Passage {
  if (faults === null) return OPEN_PASSAGE;
  const faultOf = (link: Link): LinkFault | null => {
    const device = deviceOf(link.state);
    return device === null ? null : faults.faultOf(device.id, link.placement?.groupIds ?? new Set());
  };
  const cutAll = (): void => {
    for (const link of [...links()]) if (faultOf(link)?.kind === 'cut') link.ws.terminate();
  };
  return {
    pass(link, through) {
      const fault = faultOf(link);
      if (fault === null) through();
      else if (fault.kind === 'delay') clock.schedule(fault.delayMs, through);
      else if (fault.kind === 'drop' && chance.uniform() >= fault.probability) through();
      else if (fault.kind === 'cut') link.ws.terminate();
    },
    stop: faults.subscribe(cutAll),
  };
}
