/** Something that a person does to the service: what it came to, and what shows it is read again. */
import { useState } from 'react';
import type { Change } from '../../../shared/http/changes.ts';
import type { RestAnswer, RestProblem } from '../api/rest-types.ts';
import { useSignedIn } from '../session/session-context.tsx';

export interface Deed {
  /** What stood in the way of the last try. */
  readonly problem: RestProblem | null;
  readonly busy: boolean;
  /** Answers with the value, or null where there is a problem. */
  readonly run: <Value>(ask: () => Promise<RestAnswer<Value>>) => Promise<{ readonly value: Value } | null>;
}

/** `changed`: the kinds of things that are others afterwards, and with any of them the audit log; none: it only asks. */
export function useDeed(...changed: readonly Change['kind'][]): Deed {
  const { queries } = useSignedIn();
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const [busy, setBusy] = useState(false);
  return {
    problem,
    busy,
    async run(ask) {
      setBusy(true);
      const answer = await ask();
      setBusy(false);
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return null;
      for (const kind of changed) queries.changed({ kind });
      if (changed.length > 0) queries.changed({ kind: 'audit' });
      return { value: answer.value };
    },
  };
}
