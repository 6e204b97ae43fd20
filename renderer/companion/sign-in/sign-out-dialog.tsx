/** Signing out, after saying what it takes away. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { MessageBar } from '../../ui/message-bar.tsx';
import { Modal } from '../../ui/modal.tsx';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';

export function SignOutDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const formats = useFormats();
  const call = useCall();
  const [problem, setProblem] = useState<string | null>(null);
  const signOut = async (): Promise<void> => {
    const answer = await call('session.signOut', undefined);
    if (answer.ok) onClose();
    else setProblem(t('signIn.signOut.failed', { problem: callProblemWords(answer.problem, t, formats) }));
  };
  return (
    <Modal
      title={t('signIn.signOut.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('signIn.signOut.cancel')}</Button>
          <Button appearance="primary" onClick={() => void signOut()}>
            {t('signIn.signOut.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('signIn.signOut.text')}</p>
      {problem !== null && (
        <MessageBar tone="bad" role="alert">
          {problem}
        </MessageBar>
      )}
    </Modal>
  );
}
