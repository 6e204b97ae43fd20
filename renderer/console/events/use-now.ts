/** The time, for words that count from it: it moves on while they are shown. */
import { useEffect, useState } from 'react';

/** Words count in minutes. */
const TICK_MS = 10_000;

export function useNow(): number {
  const [nowMs, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), TICK_MS);
    return () => window.clearInterval(timer);
  }, []);
  return nowMs;
}
