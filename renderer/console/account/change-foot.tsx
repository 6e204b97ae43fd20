/** What a form of the own account ends in: what stood in the way, that it is done, and the button that does it. */
import { Button } from '@fluentui/react-components';
import { MessageBar } from '../../ui/message-bar.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { besidesFields } from '../frame/refusal-words.ts';

interface ChangeFootProps {
  readonly action: string;
  readonly isReady: boolean;
  readonly problem: RestProblem | null;
  /** null: it is not done yet. */
  readonly done: string | null;
}

export function ChangeFoot({ action, isReady, problem, done }: ChangeFootProps) {
  return (
    <>
      <ProblemNotice problem={besidesFields(problem)} />
      {done !== null && (
        <MessageBar tone="ok" role="status">
          {done}
        </MessageBar>
      )}
      <div className="record-form__foot">
        <Button appearance="primary" type="submit" disabledFocusable={!isReady}>
          {action}
        </Button>
      </div>
    </>
  );
}
