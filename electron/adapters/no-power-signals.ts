/** Power signals of a device that nobody tells about sleep or network changes: none (a headless one). */
import type { Power } from '../device/ports.ts';

export const noPowerSignals: Power = {
  subscribe: () => () => {
    // Nothing was registered.
  },
};
