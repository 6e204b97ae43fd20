/** The mode band in all its states. */
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { assertNever } from '../../../shared/lib/assert-never.ts';
import type { Readiness } from '../status/checklist.ts';
import { BlockedBand } from './blocked-band.tsx';
import { chooseBand } from './choose-band.ts';
import { DrBand } from './dr-band.tsx';
import { NormalBand } from './normal-band.tsx';
import { RecoveringBand } from './recovering-band.tsx';
import './mode-band.css';

interface ModeBandProps {
  readonly device: DeviceSnapshot;
  readonly nowMs: number;
  /** For the quiet note at the end of the normal band. */
  readonly readiness: Readiness;
}

/** Each kind is an element of its own, so that a change of mode is a change of the room and not of a few words. */
export function ModeBand({ device, nowMs, readiness }: ModeBandProps) {
  const band = chooseBand(device, nowMs);
  switch (band.kind) {
    case 'normal':
      return <NormalBand band={band} nowMs={nowMs} readiness={readiness} />;
    case 'dr':
      return <DrBand band={band} nowMs={nowMs} />;
    case 'blocked':
      return <BlockedBand band={band} />;
    case 'recovering':
      return <RecoveringBand band={band} nowMs={nowMs} />;
    default:
      return assertNever(band);
  }
}
