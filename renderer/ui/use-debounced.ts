/** What was entered, as soon as the entering pauses: so that not every letter is a question. */
import { useEffect, useState } from 'react';

const PAUSE_MS = 250;

export function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (settled === value) return;
    const timer = window.setTimeout(() => setSettled(value), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [settled, value]);
  return settled;
}
