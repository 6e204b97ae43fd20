/** A passkey that is asked for: whether one is waited for, and what stood in the way of the last try. */
import { useEffect, useState } from 'react';
import { stopAsking, type PasskeyAnswer, type PasskeyFailure } from './browser-passkeys.ts';

export type PasskeyStanding =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly why: Exclude<PasskeyFailure, 'stopped'> };

export interface AskedPasskey {
  readonly standing: PasskeyStanding;
  /** Answers with what the browser gave, or null; `begin` in the handler of a click. */
  readonly ask: <Value>(begin: () => Promise<PasskeyAnswer<Value>>) => Promise<Value | null>;
  readonly forget: () => void;
}

export function usePasskey(): AskedPasskey {
  const [standing, setStanding] = useState<PasskeyStanding>({ kind: 'idle' });
  // Whoever leaves the form is asked no longer.
  useEffect(() => stopAsking, []);
  return {
    standing,
    forget: () => setStanding({ kind: 'idle' }),
    async ask(begin) {
      setStanding({ kind: 'waiting' });
      const answer = await begin();
      if (answer.kind === 'answered') {
        setStanding({ kind: 'idle' });
        return answer.value;
      }
      setStanding(answer.why === 'stopped' ? { kind: 'idle' } : { kind: 'failed', why: answer.why });
      return null;
    },
  };
}
