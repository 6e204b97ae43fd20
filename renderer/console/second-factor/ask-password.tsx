/** The first step of setting up a factor: the password, for which the service says how to go on. */
import { Button } from '@fluentui/react-components';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { useText } from '../../text/text-root.tsx';
import type { RestAnswer } from '../api/rest-types.ts';
import { CurrentPassword } from '../frame/current-password.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { useDeed } from '../frame/use-deed.ts';

interface AskPasswordProps<Begun> {
  /** The button that gives up, where one can. */
  readonly cancel: ReactNode;
  readonly begin: (currentPassword: string) => Promise<RestAnswer<Begun>>;
  readonly onBegun: (begun: Begun) => void;
}

export function AskPassword<Begun>({ cancel, begin, onBegun }: AskPasswordProps<Begun>) {
  const t = useText();
  const { run, problem, busy } = useDeed();
  const [currentPassword, setCurrentPassword] = useState('');
  const ask = async (): Promise<void> => {
    const begun = await run(() => begin(currentPassword));
    if (begun !== null) onBegun(begun.value);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void ask();
  };
  return (
    <form noValidate className="stacked-form" onSubmit={submit}>
      <CurrentPassword problem={problem} value={currentPassword} onValue={setCurrentPassword} />
      <ProblemNotice problem={besidesFields(problem)} />
      <div className="record-form__foot">
        {cancel}
        <Button appearance="primary" type="submit" disabledFocusable={busy || currentPassword === ''}>
          {t('console.secondFactor.begin')}
        </Button>
      </div>
    </form>
  );
}
