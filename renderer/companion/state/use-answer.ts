/** Asks the shell or the device a question and keeps the answer while the question stays the same. */
import { useEffect, useState } from 'react';
import type { CallAnswer, CallInput, WindowCall } from '../../../shared/bridge/calls.ts';
import { useCall } from './companion-context.tsx';

export type Answer<Name extends WindowCall> =
  | { readonly state: 'idle' }
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly answer: CallAnswer<Name> };

interface Held<Name extends WindowCall> {
  readonly input: CallInput<Name>;
  readonly answer: CallAnswer<Name>;
}

/**
 * `input` must keep its identity while the question is the same (useMemo); null asks nothing.
 * A new `generation` asks again and shows the last answer meanwhile.
 */
export function useAnswer<Name extends WindowCall>(
  name: Name,
  input: CallInput<Name> | null,
  generation = 0,
): Answer<Name> {
  const call = useCall();
  const [held, hold] = useState<Held<Name> | null>(null);
  useEffect(() => {
    if (input === null) return undefined;
    let current = true;
    void call(name, input).then((answer) => {
      if (current) hold({ input, answer });
    });
    return () => {
      current = false;
    };
  }, [call, name, input, generation]);
  if (input === null) return { state: 'idle' };
  return held?.input === input ? { state: 'answered', answer: held.answer } : { state: 'asking' };
}
