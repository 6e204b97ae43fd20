/** Sets a person's cloud password, which they register devices with; it is never shown. */
import { Button } from '@fluentui/react-components';
import { useId, useState, type SyntheticEvent } from 'react';
import { MIN_PASSWORD_CHARACTERS, personViewSchema } from '../../../shared/http/people.ts';
import { useText } from '../../text/text-root.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Modal } from '../../ui/modal.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { NewPassword } from '../frame/new-password.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { useMay, useSignedIn } from '../session/session-context.tsx';
import { Sign } from '../sign.tsx';
import '../frame/dialog-form.css';

export function CloudPassword({ path }: { readonly path: string }) {
  const t = useText();
  const may = useMay('users:write');
  const [step, setStep] = useState<'shut' | 'asking' | 'set'>('shut');
  return (
    <Card level={2} title={t('console.people.cloudPassword')} icon="key">
      <p>{t('console.people.cloudPasswordHelp')}</p>
      <div role="status">
        {step === 'set' && (
          <Sign icon="tick" tone="ok">
            {t('console.people.passwordSet')}
          </Sign>
        )}
      </div>
      {may && (
        <Button size="small" icon={<Icon name="pencil" size={16} />} onClick={() => setStep('asking')}>
          {t('console.people.setPassword')}
        </Button>
      )}
      {step === 'asking' && (
        <PasswordDialog path={path} onClose={() => setStep('shut')} onSet={() => setStep('set')} />
      )}
    </Card>
  );
}

interface PasswordDialogProps {
  readonly path: string;
  readonly onClose: () => void;
  readonly onSet: () => void;
}

function PasswordDialog({ path, onClose, onSet }: PasswordDialogProps) {
  const t = useText();
  const form = useId();
  const { client } = useSignedIn();
  const { run, problem, busy } = useDeed('person');
  const [password, setPassword] = useState('');
  const save = async (): Promise<void> => {
    if ((await run(() => client.patch(path, { password }, personViewSchema))) !== null) onSet();
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void save();
  };
  return (
    <Modal
      title={t('console.people.setPassword')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('console.people.cancel')}</Button>
          <Button appearance="primary" type="submit" form={form} disabledFocusable={busy}>
            {t('console.people.setPassword')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate className="stacked-form" onSubmit={submit}>
        <NewPassword
          label={t('console.people.newPassword')}
          hint={t('console.people.passwordHint', { count: MIN_PASSWORD_CHARACTERS })}
          problem={problem}
          autoFocus
          value={password}
          onValue={setPassword}
        />
        <ProblemNotice problem={besidesFields(problem)} />
      </form>
    </Modal>
  );
}
