/** Changes the own address, which one signs in with; for whoever may change administrators. */
import { Input } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import { administratorViewSchema, type AdministratorView } from '../../../shared/http/access.ts';
import { useText } from '../../text/text-root.tsx';
import { Card } from '../../ui/card.tsx';
import { CurrentPassword } from '../frame/current-password.tsx';
import { RefusableField } from '../frame/refusable-field.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { useMay, useSignedIn } from '../session/session-context.tsx';
import { ChangeFoot } from './change-foot.tsx';
import '../frame/dialog-form.css';

const NOTHING = { email: '', currentPassword: '' };

export function ChangeAddress({ administrator }: { readonly administrator: AdministratorView }) {
  const t = useText();
  const mayChange = useMay('access:write');
  const { client, queries } = useSignedIn();
  const { run, problem, busy } = useDeed('audit');
  const [given, setGiven] = useState(NOTHING);
  const [isDone, setDone] = useState(false);
  if (!mayChange) return null;
  const change = (changed: Partial<typeof NOTHING>): void => {
    setGiven({ ...given, ...changed });
    setDone(false);
  };
  const send = async (): Promise<void> => {
    const path = `/administrators/${encodeURIComponent(administrator.id)}`;
    if ((await run(() => client.patch(path, given, administratorViewSchema))) === null) return;
    setGiven(NOTHING);
    setDone(true);
    queries.refresh();
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <Card level={2} title={t('console.account.changeAddress')} icon="mail">
      <form noValidate className="stacked-form" onSubmit={submit}>
        <RefusableField label={t('console.account.newAddress')} problem={problem} pointer="/email">
          <Input
            type="email"
            autoComplete="email"
            value={given.email}
            onChange={(_, { value }) => change({ email: value })}
          />
        </RefusableField>
        <CurrentPassword
          problem={problem}
          value={given.currentPassword}
          onValue={(currentPassword) => change({ currentPassword })}
        />
        <ChangeFoot
          action={t('console.account.changeAddress')}
          isReady={!busy && !Object.values(given).includes('')}
          problem={problem}
          done={isDone ? t('console.account.addressChanged') : null}
        />
      </form>
    </Card>
  );
}
