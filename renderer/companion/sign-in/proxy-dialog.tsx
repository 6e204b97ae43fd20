/** The network's proxy asks who one is: name and password for it, at the sign-in and at any time later. */
import { Button } from '@fluentui/react-components';
import { useId, useState, type SubmitEvent } from 'react';
import type { ProxyQuestion } from '../../../shared/domain/network-failure.ts';
import { useText } from '../../text/text-root.tsx';
import { Modal } from '../../ui/modal.tsx';
import { useCall } from '../state/companion-context.tsx';
import { PasswordField } from './password-field.tsx';
import { TextField } from './text-field.tsx';

interface ProxyDialogProps {
  readonly question: ProxyQuestion;
  readonly onClose: () => void;
  /** The proxy's password is kept; whether it is right, the next try tells. */
  readonly onKept: () => void;
}

export function ProxyDialog({ question: { kind, proxy }, onClose, onKept }: ProxyDialogProps) {
  const t = useText();
  const id = useId();
  const form = useProxySignIn(proxy, onKept);
  return (
    <Modal
      title={t(`network.failures.${kind}.title`)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('network.proxy.later')}</Button>
          <Button appearance="primary" type="submit" form={id} disabledFocusable={form.working}>
            {t('network.proxy.submit')}
          </Button>
        </>
      }
    >
      <form id={id} className="sign-in__form" noValidate onSubmit={form.submit}>
        <p>{t(`network.failures.${kind}.text`, { proxy })}</p>
        <TextField label={t('network.proxy.name')} autoComplete="off" {...form.name} />
        <PasswordField
          label={t('network.proxy.password')}
          hint={t('network.proxy.hint')}
          autoComplete="off"
          {...form.password}
        />
      </form>
    </Modal>
  );
}

function useProxySignIn(proxy: string, kept: () => void) {
  const t = useText();
  const call = useCall();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const named = name.trim();

  async function keep(): Promise<void> {
    setWorking(true);
    await call('proxy.signIn', { proxy, name: named, password });
    setWorking(false);
    kept();
  }

  return {
    working,
    name: {
      value: name,
      problem: tried && named === '' ? t('network.proxy.nameEmpty') : null,
      onChange: setName,
    },
    password: { value: password, problem: null, onChange: setPassword },
    submit: (submitted: SubmitEvent) => {
      submitted.preventDefault();
      setTried(true);
      if (named !== '' && !working) void keep();
    },
  };
}
