/** What is in the way to the service, with what to do; of a proxy that asks who one is, the two fields. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { NetworkFailure } from '../../../shared/domain/network-failure.ts';
import { failureWords } from '../../text/failure-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { useCall } from '../state/companion-context.tsx';
import { PasswordField } from './password-field.tsx';
import { TextField } from './text-field.tsx';

interface InTheWayProps {
  readonly failure: NetworkFailure;
  /** Signs in once more. */
  readonly again: () => void;
}

export function InTheWay({ failure, again }: InTheWayProps) {
  const t = useText();
  const formats = useFormats();
  const [nowMs] = useState(() => Date.now());
  const { title, text } = failureWords(failure, t, formats, nowMs);
  const asks = failure.kind === 'proxy-wants-password' || failure.kind === 'proxy-password-wrong';
  return (
    <>
      <MessageBar tone="bad" role="alert">
        <strong>{title}</strong>
        <p>{text}</p>
      </MessageBar>
      {asks && <ProxyFields proxy={failure.proxy} again={again} />}
    </>
  );
}

function ProxyFields({ proxy, again }: { readonly proxy: string; readonly again: () => void }) {
  const t = useText();
  const call = useCall();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  async function goOn(): Promise<void> {
    if (name.trim() === '') {
      setProblem(t('network.proxyNameEmpty'));
      return;
    }
    await call('proxy.signIn', { proxy, name: name.trim(), password });
    again();
  }

  return (
    <>
      <TextField label={t('network.proxyName')} value={name} problem={problem} onChange={setName} />
      <PasswordField
        label={t('network.proxyPassword')}
        value={password}
        problem={null}
        hint={t('network.proxyHint')}
        onChange={setPassword}
        autoComplete="off"
      />
      <Button type="button" onClick={() => void goOn()}>
        {t('network.proxyGoOn')}
      </Button>
    </>
  );
}
