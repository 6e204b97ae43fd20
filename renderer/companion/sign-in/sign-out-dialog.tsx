/** Signing out, after saying what it takes away. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useState } from 'react';
import { MessageBar } from '../../ui/message-bar.tsx';
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
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className="sign-in__dialog">
        <DialogBody>
          <DialogTitle>{t('signIn.signOut.title')}</DialogTitle>
          <DialogContent className="sign-in__protect">
            <p>{t('signIn.signOut.text')}</p>
            {problem !== null && (
              <MessageBar tone="bad" role="alert">
                {problem}
              </MessageBar>
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('signIn.signOut.cancel')}</Button>
            <Button appearance="primary" onClick={() => void signOut()}>
              {t('signIn.signOut.confirm')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
