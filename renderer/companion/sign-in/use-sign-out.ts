/** Signing out at work: at once, after what waits has gone out, or after a second word where something is deleted. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';
import { unsentMail, type UnsentMail } from './unsent-rows.ts';

export type SignOutChoice = 'send' | 'keep' | 'discard';
export type SignOutStage = 'choosing' | 'confirming' | 'sending' | 'leaving';

export interface SignOut {
  readonly unsent: UnsentMail;
  /** Those that there are now: nothing is sent while the link is lost. */
  readonly choices: readonly SignOutChoice[];
  readonly choice: SignOutChoice;
  readonly stage: SignOutStage;
  /** In the person's words. */
  readonly problem: string | null;
  readonly choose: (choice: SignOutChoice) => void;
  /** Does what is chosen, or asks once more. */
  readonly go: () => void;
}

export function useSignOut({ outbox, link }: DeviceSnapshot, done: () => void): SignOut {
  const t = useText();
  const [wanted, want] = useState<SignOutChoice>('keep');
  const [stage, setStage] = useState<SignOutStage>('choosing');
  const { problem, setProblem, ask } = useAsk(done, () => setStage('choosing'));
  const unsent = unsentMail(outbox);
  const isSent = stage === 'sending' && unsent.goingOut === 0;
  const canSend = link.state === 'online' && unsent.goingOut > 0;
  const isStuck = stage === 'sending' && !canSend && !isSent;
  const choice = wanted === 'send' && !canSend ? 'keep' : wanted;

  // What the service refuses, and the drafts, are kept.
  const askToKeep = useEffectEvent(() => void ask('keep'));
  useEffect(() => {
    if (isSent) askToKeep();
  }, [isSent]);
  const leave = (what: 'keep' | 'discard'): void => {
    setStage('leaving');
    void ask(what);
  };
  return {
    unsent,
    choices: canSend ? ['send', 'keep', 'discard'] : ['keep', 'discard'],
    choice,
    stage: isStuck ? 'choosing' : stage,
    problem: isStuck ? t('signIn.signOut.linkLost') : problem,
    choose: (next) => {
      want(next);
      setStage('choosing');
      setProblem(null);
    },
    go: () => {
      setProblem(null);
      if (unsent.count === 0 || choice === 'keep') leave('keep');
      else if (choice === 'send') setStage('sending');
      else if (stage === 'confirming') leave('discard');
      else setStage('confirming');
    },
  };
}

function useAsk(done: () => void, refused: () => void) {
  const t = useText();
  const formats = useFormats();
  const call = useCall();
  const [problem, setProblem] = useState<string | null>(null);
  const ask = async (unsent: 'keep' | 'discard'): Promise<void> => {
    const answer = await call('session.signOut', { unsent });
    if (answer.ok) {
      done();
      return;
    }
    refused();
    setProblem(t('signIn.signOut.failed', { problem: callProblemWords(answer.problem, t, formats) }));
  };
  return { problem, setProblem, ask };
}
