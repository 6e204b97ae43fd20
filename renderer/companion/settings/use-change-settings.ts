/** Changes preferences through the shell and keeps what it said against it. */
import { useState } from 'react';
import type { Settings } from '../../../shared/bridge/settings.ts';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';

export type ChangeSettings = (change: Partial<Settings>) => void;

export function useChangeSettings(): { readonly change: ChangeSettings; readonly problem: string | null } {
  const t = useText();
  const formats = useFormats();
  const call = useCall();
  const [problem, setProblem] = useState<string | null>(null);
  const change: ChangeSettings = (wanted) => {
    void call('settings.change', wanted).then((answer) => {
      setProblem(answer.ok ? null : callProblemWords(answer.problem, t, formats));
    });
  };
  return { change, problem };
}
