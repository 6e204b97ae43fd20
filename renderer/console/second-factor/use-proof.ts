/** Answers challenges of somebody who is signed in: the next is asked for before it is needed, so that no click waits for it. */
import { useEffect, useState } from 'react';
import {
  factorChallengeSchema,
  type FactorChallenge,
  type FactorChange,
  type FactorProof,
  type ProofKind,
} from '../../../shared/http/second-factor.ts';
import type { RestAnswer, RestProblem } from '../api/rest-types.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { showPasskey } from './browser-passkeys.ts';
import { usePasskey, type AskedPasskey, type PasskeyStanding } from './use-passkey.ts';

interface Proving {
  /** null: the first is under way. */
  readonly asked: FactorChallenge | null;
  readonly problem: RestProblem | null;
  readonly busy: boolean;
  readonly standing: PasskeyStanding;
  readonly send: (currentPassword: string, kind: ProofKind, code: string) => Promise<void>;
}

export function useProof(run: (change: FactorChange) => Promise<RestAnswer<unknown>>): Proving {
  const { client } = useSignedIn();
  const { standing, ask } = usePasskey();
  const [asked, setAsked] = useState<FactorChallenge | null>(null);
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const [answered, setAnswered] = useState(0);
  useEffect(() => {
    void client.post('/session/second-factor/challenge', {}, factorChallengeSchema).then((answer) => {
      if (answer.ok) setAsked(answer.value);
      else setProblem(answer.problem);
    });
  }, [client, answered]);
  const send: Proving['send'] = async (currentPassword, kind, code) => {
    if (asked === null) return;
    setBusy(true);
    setProblem(null);
    const proof = await proofOf(asked, kind, code, ask);
    const answer = proof === null ? null : await run({ currentPassword, proof });
    setBusy(false);
    if (answer === null || answer.ok) return;
    setProblem(answer.problem);
    setAnswered(answered + 1);
  };
  return { asked, problem, busy, standing, send };
}

/** null: the browser gave no passkey. */
export async function proofOf(
  { challenge, passkey }: FactorChallenge,
  kind: ProofKind,
  code: string,
  ask: AskedPasskey['ask'],
): Promise<FactorProof | null> {
  if (kind !== 'passkey') return { challenge, kind, code };
  if (passkey === null) return null;
  const assertion = await ask(() => showPasskey(passkey));
  return assertion === null ? null : { challenge, kind, assertion };
}
