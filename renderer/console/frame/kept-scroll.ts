/** Where a page's table was scrolled to, kept with the page's entry in the browser's history: the way back leads to the same rows. */
import { useState } from 'react';
import type { KeptScroll } from '../../ui/table/table-props.ts';

/** Only for one table of a page, as its address is. */
export function useKeptScroll(): KeptScroll {
  const [startPx] = useState(() => pxOf(window.history.state));
  return { startPx, moved: keep };
}

function keep(px: number): void {
  window.history.replaceState({ scrollPx: px }, '');
}

function pxOf(state: unknown): number {
  if (typeof state !== 'object' || state === null || !('scrollPx' in state)) return 0;
  return typeof state.scrollPx === 'number' ? state.scrollPx : 0;
}
