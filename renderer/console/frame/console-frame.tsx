/** Around every page: whose service this is, who is signed in, the way to the other pages, and whether what is shown is fresh. */
import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useText } from '../../text/text-root.tsx';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMediaQuery } from '../../ui/use-media-query.ts';
import { ClockNotice } from '../clock/clock-notice.tsx';
import { addressOf } from '../router/routes.ts';
import { useSession, useSignedIn } from '../session/session-context.tsx';
import { AppearancePanel } from './appearance-panel.tsx';
import { LiveIndicator } from './live-indicator.tsx';
import { Navigation, NavigationMenu } from './navigation.tsx';
import './console-frame.css';

const NARROW = '(width < 56rem)';

export function ConsoleFrame({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const narrow = useMediaQuery(NARROW);
  return (
    <div className={`console${narrow ? ' console--narrow' : ''}`}>
      <header className="console__head">
        {narrow && <NavigationMenu />}
        <BrandMark />
        <strong className="console__product">{t('console.frame.product')}</strong>
        <span className="console__where">{t('console.frame.administration')}</span>
        <div className="console__end">
          <LiveIndicator />
          <SignedIn />
          <AppearancePanel />
          <SignOut />
        </div>
      </header>
      {!narrow && <Navigation />}
      <main className="console__page quiet-scroll">
        <ClockNotice />
        {children}
      </main>
    </div>
  );
}

function SignedIn() {
  const t = useText();
  const { name, role } = useSignedIn().who;
  return (
    <a className="console__who" href={addressOf({ route: 'account' })}>
      <strong>{name ?? t('console.frame.serviceToken')}</strong>, {t(`console.frame.roles.${role}`)}
    </a>
  );
}

function SignOut() {
  const t = useText();
  const { signOut } = useSession();
  return (
    <Button
      appearance="subtle"
      icon={<Icon name="sign-out" size={16} />}
      aria-label={t('console.frame.signOut')}
      title={t('console.frame.signOut')}
      onClick={signOut}
    />
  );
}
