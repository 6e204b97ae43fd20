/** Does something to an event, and shows why where the service does not let it. */
import { useState } from 'react';
import type { RestClient } from '../../api/rest-client.ts';
import type { RestAnswer, RestProblem } from '../../api/rest-types.ts';
import { useSignedIn } from '../../session/session-context.tsx';

export interface Act {
  readonly busy: boolean;
  readonly problem: RestProblem | null;
  readonly act: (send: (client: RestClient) => Promise<RestAnswer<unknown>>) => Promise<void>;
}

/** `done` is called when the service has done it. */
export function useAct(id: string, done: () => void): Act {
  const { client, queries } = useSignedIn();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<RestProblem | null>(null);
  return {
    busy,
    problem,
    async act(send) {
      if (busy) return;
      setBusy(true);
      const answer = await send(client);
      setBusy(false);
      // Also after a refusal: what is shown was not what is.
      queries.changed({ kind: 'continuity-event', id });
      if (answer.ok) done();
      else setProblem(answer.problem);
    },
  };
}
