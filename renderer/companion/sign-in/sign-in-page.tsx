/** First run: one screen with service address, address, password, and nothing else to find. */
import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { asksWho, type NetworkFailure } from '../../../shared/domain/network-failure.ts';
import type { UnsentRow } from '../../../shared/bridge/compose.ts';
import type { SessionView } from '../../../shared/bridge/snapshot.ts';
import type { ShellView } from '../../../shared/bridge/settings.ts';
import { MessageBar } from '../../ui/message-bar.tsx';
import { useText } from '../../text/text-root.tsx';
import { useCompanion } from '../state/companion-context.tsx';
import { welcomeView } from '../state/view-store.ts';
import { InTheWay } from './in-the-way.tsx';
import { PasswordField } from './password-field.tsx';
import { ProxyDialog } from './proxy-dialog.tsx';
import type { SignInFields } from './sign-in-form.ts';
import { TextField } from './text-field.tsx';
import { useSignIn, type SignInForm } from './use-sign-in.ts';
import { Welcome } from './welcome.tsx';

interface SignInPageProps {
  readonly session: Extract<SessionView, { state: 'signed-out' }>;
  readonly shell: ShellView;
}

export function SignInPage({ session, shell }: SignInPageProps) {
  const t = useText();
  const { views } = useCompanion();
  useEffect(() => welcomeView(views), [views]);
  const { organisation } = shell;
  const form = useSignIn(firstFields(session, shell), organisation.emailDomain);
  const proxy = useProxyQuestion(form.failure);
  const { because, kept, lost } = session;
  return (
    <Welcome title={t('signIn.title')} lead={t('signIn.lead')}>
      {because !== 'never-signed-in' && (
        <MessageBar tone={because === 'signed-out' ? 'ok' : 'warn'}>
          {kept > 0 ? t('signIn.kept', { count: kept }) : t(`signIn.because.${because}`)}
          {lost.length > 0 && <Lost rows={lost} />}
        </MessageBar>
      )}
      <form className="sign-in__form" noValidate onSubmit={form.submit}>
        <Fields form={form} organisation={organisation} />
        {form.failure !== null && <InTheWay failure={form.failure} askAgain={proxy.open} />}
        {form.problem !== null && (
          <MessageBar tone="bad" role="alert">
            {form.problem}
          </MessageBar>
        )}
        <Button appearance="primary" size="large" type="submit" disabledFocusable={form.working}>
          {form.working ? t('signIn.working') : t('signIn.submit')}
        </Button>
      </form>
      {proxy.question !== null && (
        <ProxyDialog question={proxy.question} onClose={proxy.close} onKept={form.again} />
      )}
      <ResetPassword />
      {shell.demo && <p className="sign-in__demo">{t('signIn.demo')}</p>}
    </Welcome>
  );
}

interface FieldsProps {
  readonly form: SignInForm;
  readonly organisation: ShellView['organisation'];
}

function Fields({ form, organisation }: FieldsProps) {
  const t = useText();
  return (
    <>
      <TextField
        {...form.field('serviceUrl')}
        label={t('signIn.service')}
        type="url"
        autoComplete="url"
        {...(organisation.service === null ? {} : { readOnly: true, hint: t('signIn.setByOrganisation') })}
      />
      <TextField
        {...form.field('email')}
        label={t('signIn.email')}
        type="email"
        autoComplete="username"
        {...(organisation.emailDomain === null
          ? {}
          : { hint: t('signIn.emailDomain', { domain: organisation.emailDomain }) })}
      />
      <PasswordField
        {...form.field('password')}
        label={t('signIn.password')}
        hint={t('signIn.passwordHint')}
        autoComplete="current-password"
      />
    </>
  );
}

/** Asked as soon as it is known, and once more when the person wishes. */
function useProxyQuestion(failure: NetworkFailure | null) {
  const [closed, setClosed] = useState<NetworkFailure | null>(null);
  return {
    question: asksWho(failure) && failure !== closed ? failure : null,
    open: () => setClosed(null),
    close: () => setClosed(failure),
  };
}

/** What a link or the organisation offers comes before what was used last. */
function firstFields(
  { serviceUrl, email }: SignInPageProps['session'],
  { offeredServiceUrl, offeredEmail, offerId, organisation }: ShellView,
): SignInFields {
  const isOffer = offerId > 0 || organisation.service !== null;
  const [service, address] = isOffer
    ? [offeredServiceUrl ?? serviceUrl, offeredEmail ?? email]
    : [serviceUrl ?? offeredServiceUrl, email ?? offeredEmail];
  return { serviceUrl: service ?? '', email: address ?? '', password: '' };
}

/** What nobody can send any more, by name: the person may write it again. */
function Lost({ rows }: { readonly rows: readonly UnsentRow[] }) {
  const t = useText();
  return (
    <>
      <p>{t('signIn.lost')}</p>
      <ul className="sign-in__lost">
        {rows.map(({ subject, to }, index) => (
          <li key={index} dir="auto">
            {t('signIn.lostRow', { subject: subject === '' ? t('mail.row.noSubject') : subject, to })}
          </li>
        ))}
      </ul>
    </>
  );
}

function ResetPassword() {
  const t = useText();
  const [asked, ask] = useState(false);
  return (
    <div className="sign-in__reset">
      <button type="button" className="sign-in__link" aria-expanded={asked} onClick={() => ask(!asked)}>
        {t('signIn.reset')}
      </button>
      {asked && <p role="status">{t('signIn.resetText')}</p>}
    </div>
  );
}
