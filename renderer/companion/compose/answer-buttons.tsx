/** What a person writes from the reading pane in DR mode: a new message, or an answer to the one that is open. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { CallProblem } from '../../../shared/bridge/calls.ts';
import { Icon } from '../../ui/icon.tsx';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useBeginDraft } from './use-begin-draft.ts';

const ANSWERS = [
  { kind: 'reply', words: 'reply' },
  { kind: 'reply-all', words: 'replyAll' },
  { kind: 'forward', words: 'forward' },
] as const;

export function AnswerButtons({ mailId }: { readonly mailId: string | null }) {
  const t = useText();
  const formats = useFormats();
  const { create, answer } = useBeginDraft();
  const [problem, setProblem] = useState<CallProblem | null>(null);
  return (
    <div className="compose-buttons" role="group" aria-label={t('compose.answers')}>
      <Button
        appearance="primary"
        icon={<Icon name="pencil" size={16} />}
        onClick={() => void create().then(setProblem)}
      >
        {t('compose.new')}
      </Button>
      {mailId !== null &&
        ANSWERS.map(({ kind, words }) => (
          <Button key={kind} appearance="subtle" onClick={() => void answer(kind, mailId).then(setProblem)}>
            {t(`compose.${words}`)}
          </Button>
        ))}
      {problem !== null && <span role="alert">{callProblemWords(problem, t, formats)}</span>}
    </div>
  );
}
