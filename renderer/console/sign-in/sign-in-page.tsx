/** The console's first page: address and password, the service's token, or the first administrator where there is none. */
import { useEffect, useState, type ReactNode } from 'react';
import type { FactorChallenge } from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import { BrandMark } from '../../ui/brand-mark.tsx';
import type { FrontDoor } from '../session/front-door.ts';
import { FactorForm } from './factor-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SetupForm } from './setup-form.tsx';
import { TokenForm } from './token-form.tsx';
import './sign-in.css';

type Way = 'password' | 'token' | 'setup' | FactorChallenge;

export function SignInPage({ door }: { readonly door: FrontDoor }) {
  const t = useText();
  const [way, setWay] = useState<Way>('password');
  useEffect(() => {
    void door.setupNeeded().then((needed) => {
      if (needed) setWay('setup');
    });
  }, [door]);
  const otherWay = way === 'password' || way === 'setup' ? 'token' : 'password';
  return (
    <main className="console-sign-in">
      <div className="console-sign-in__card">
        <BrandMark size={40} />
        <Head way={way} />
        {formOf(way, door, setWay)}
        {otherWay === 'token' ? (
          <OtherWay onClick={() => setWay('token')}>{t('console.signIn.withToken')}</OtherWay>
        ) : (
          <OtherWay onClick={() => setWay('password')}>
            {t(way === 'token' ? 'console.signIn.withPassword' : 'console.secondFactor.back')}
          </OtherWay>
        )}
      </div>
    </main>
  );
}

function Head({ way }: { readonly way: Way }) {
  const t = useText();
  if (typeof way === 'object') {
    return (
      <>
        <h1>{t('console.secondFactor.stepTitle')}</h1>
        <p>{t('console.secondFactor.stepLead')}</p>
      </>
    );
  }
  return (
    <>
      <h1>{t(way === 'setup' ? 'console.signIn.setupTitle' : 'console.signIn.title')}</h1>
      <p>{t(way === 'setup' ? 'console.signIn.setupLead' : 'console.signIn.lead')}</p>
    </>
  );
}

function formOf(way: Way, door: FrontDoor, onAsked: (asked: FactorChallenge) => void): ReactNode {
  if (typeof way === 'object') return <FactorForm door={door} asked={way} />;
  if (way === 'setup') return <SetupForm door={door} />;
  return way === 'token' ? <TokenForm /> : <PasswordForm door={door} onAsked={onAsked} />;
}

function OtherWay({ onClick, children }: { readonly onClick: () => void; readonly children: string }) {
  return (
    <button type="button" className="console-sign-in__other" onClick={onClick}>
      {children}
    </button>
  );
}
