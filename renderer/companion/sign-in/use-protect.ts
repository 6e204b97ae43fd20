/** The choice of a protection at work. */
import { useState, type SubmitEvent } from 'react';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';

/** As the bridge demands. */
const MIN_LENGTH = 8;

export function useProtect(done: () => void) {
  const t = useText();
  const formats = useFormats();
  const call = useCall();
  const [kind, choose] = useState<'passphrase' | 'file'>('passphrase');
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [working, setWorking] = useState(false);

  const tooShort = kind === 'passphrase' && passphrase.length < MIN_LENGTH;
  const differs = kind === 'passphrase' && repeat !== passphrase;
  const protect = async (): Promise<void> => {
    setWorking(true);
    const answer = await call('session.protect', kind === 'file' ? { kind } : { kind, passphrase });
    setWorking(false);
    if (answer.ok) done();
    else setProblem(callProblemWords(answer.problem, t, formats));
  };
  return {
    kind,
    choose,
    working,
    problem,
    passphrase: {
      value: passphrase,
      problem: tried && tooShort ? t('signIn.protect.tooShort') : null,
      onChange: setPassphrase,
    },
    repeat: {
      value: repeat,
      problem: tried && !tooShort && differs ? t('signIn.protect.differs') : null,
      onChange: setRepeat,
    },
    submit: (submitted: SubmitEvent) => {
      submitted.preventDefault();
      setTried(true);
      if (!tooShort && !differs && !working) void protect();
    },
  };
}
