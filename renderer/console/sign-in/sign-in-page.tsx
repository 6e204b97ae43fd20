/** The console's first page: address and password, the service's token, or the first administrator where there is none. */
import { useEffect, useState, type ReactNode } from 'react';
import { useText } from '../../text/text-root.tsx';
import { BrandMark } from '../../ui/brand-mark.tsx';
import type { FrontDoor } from '../session/front-door.ts';
import { PasswordForm } from './password-form.tsx';
import { SetupForm } from './setup-form.tsx';
import { TokenForm } from './token-form.tsx';
import './sign-in.css';

type Way = 'password' | 'token' | 'setup';

export function SignInPage({ door }: { readonly door: FrontDoor }) {
  const t = useText();
  const [way, setWay] = useState<Way>('password');
  useEffect(() => {
    void door.setupNeeded().then((needed) => {
      if (needed) setWay('setup');
    });
  }, [door]);
  return (
    <main className="console-sign-in">
      <div className="console-sign-in__card">
        <BrandMark size={40} />
        <h1>{t(way === 'setup' ? 'console.signIn.setupTitle' : 'console.signIn.title')}</h1>
        <p>{t(way === 'setup' ? 'console.signIn.setupLead' : 'console.signIn.lead')}</p>
        {formOf(way, door)}
        {way !== 'token' ? (
          <OtherWay onClick={() => setWay('token')}>{t('console.signIn.withToken')}</OtherWay>
        ) : (
          <OtherWay onClick={() => setWay('password')}>{t('console.signIn.withPassword')}</OtherWay>
        )}
      </div>
    </main>
  );
}

function formOf(way: Way, door: FrontDoor): ReactNode {
  if (way === 'setup') return <SetupForm door={door} />;
  return way === 'token' ? <TokenForm /> : <PasswordForm door={door} />;
}

function OtherWay({ onClick, children }: { readonly onClick: () => void; readonly children: string }) {
  return (
    <button type="button" className="console-sign-in__other" onClick={onClick}>
      {children}
    </button>
  );
}
