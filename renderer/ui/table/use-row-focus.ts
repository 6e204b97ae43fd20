/** Which row Tab enters, and where the keys lead from there. */
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { nextRowIndex } from './table-keys.ts';

interface RowFocusOptions {
  readonly count: number;
  /** Rows that a page key moves. */
  readonly pageRows: () => number;
  readonly scrollTo: (index: number) => void;
}

export function useRowFocus({ count, pageRows, scrollTo }: RowFocusOptions) {
  const body = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | null>(null);
  const [reached, setReached] = useState(0);

  useEffect(() => {
    if (wanted.current === null) return;
    body.current
      ?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`)
      ?.focus({ preventScroll: true });
    wanted.current = null;
  }, [reached]);

  const onKeyDown = (pressed: KeyboardEvent<HTMLElement>): void => {
    // Keys inside a cell, in a menu or a field, are that thing's own.
    const at = rowIndexOf(pressed.target);
    if (at === null) return;
    if (pressed.key === 'Enter') {
      (pressed.target as HTMLElement).querySelector('a')?.click();
      return;
    }
    const target = nextRowIndex(pressed.key, at, count, pageRows());
    if (target === null) return;
    pressed.preventDefault();
    if (target === reached) return;
    wanted.current = target;
    scrollTo(target);
    setReached(target);
  };

  const onFocus = ({ target }: FocusEvent<HTMLElement>): void => {
    const at = rowIndexOf(target);
    if (at !== null) setReached(at);
  };

  return { body, reached: Math.min(reached, Math.max(0, count - 1)), onKeyDown, onFocus };
}

/** null: not a row. */
function rowIndexOf(target: EventTarget): number | null {
  const index = target instanceof HTMLElement ? target.dataset['index'] : undefined;
  return index === undefined ? null : Number(index);
}
