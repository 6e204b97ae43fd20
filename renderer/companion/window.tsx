/** What fills the window: the way in, or the frame around mail, notices, status and settings. */
import { useState } from 'react';
import { asksWho, type NetworkFailure } from '../../shared/domain/network-failure.ts';
import type { DeviceSnapshot, SessionView } from '../../shared/bridge/snapshot.ts';
import type { ShellView } from '../../shared/bridge/settings.ts';
import type { WindowUpdate } from '../../shared/bridge/window-api.ts';
import type { Scheme } from '../theme/fluent-theme.ts';
import { MessageBar } from '../ui/message-bar.tsx';
import { useText } from '../text/text-root.tsx';
import { Frame } from './frame/frame.tsx';
import { ShellNotes } from './frame/shell-notes.tsx';
import { TitleRow } from './frame/title-row.tsx';
import { EnrolDialog } from './sign-in/enrol-dialog.tsx';
import { LockedPage } from './sign-in/locked-page.tsx';
import { ProtectDialog } from './sign-in/protect-dialog.tsx';
import { ProxyDialog } from './sign-in/proxy-dialog.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';
import { SignOutDialog } from './sign-in/sign-out-dialog.tsx';
import { useCompanion, useView } from './state/companion-context.tsx';
import { useGoTo } from './state/use-go-to.ts';

interface WindowProps {
  /** null before the shell has spoken. */
  readonly update: WindowUpdate | null;
  readonly scheme: Scheme;
}

export function Window({ update, scheme }: WindowProps) {
  if (update === null) return <Starting />;
  const { device, shell } = update;
  return (
    <div className="window">
      <TitleRow shell={shell} person={device?.session.state === 'signed-in' ? device.session.person : null} />
      {shell.deviceProblem !== null && <DeviceProblem />}
      <ShellNotes notes={shell.notes} />
      {shell.enrolment !== null && (
        <EnrolDialog
          key={shell.enrolment.id}
          question={shell.enrolment}
          session={device?.session ?? null}
          organisation={shell.organisation}
        />
      )}
      {device === null ? <Starting /> : <Room device={device} shell={shell} scheme={scheme} />}
    </div>
  );
}

interface RoomProps {
  readonly device: DeviceSnapshot;
  readonly shell: ShellView;
  readonly scheme: Scheme;
}

function Room({ device, shell, scheme }: RoomProps) {
  useGoTo(shell.goTo);
  const { session } = device;
  switch (session.state) {
    case 'signed-out':
      return <SignInPage key={shell.offerId} session={session} shell={shell} />;
    case 'locked':
      return <LockedPage />;
    case 'signed-in':
      return (
        <>
          <Frame device={device} shell={shell} scheme={scheme} />
          <Dialogs device={device} session={session} />
        </>
      );
  }
}

interface DialogsProps {
  readonly device: DeviceSnapshot;
  readonly session: Extract<SessionView, { state: 'signed-in' }>;
}

function Dialogs({ device, session }: DialogsProps) {
  const { views } = useCompanion();
  const dialog = useView((view) => view.dialog);
  const close = (): void => views.setState({ dialog: 'none' });
  if (dialog === 'protect') return <ProtectDialog onClose={close} />;
  if (dialog === 'proxy') return <ProxyAsked failure={device.link.failure} onClose={close} />;
  if (dialog === 'sign-out') return <SignOutDialog {...{ device, session }} onClose={close} />;
  return null;
}

interface ProxyAskedProps {
  readonly failure: NetworkFailure | null;
  readonly onClose: () => void;
}

/** As it was asked: the link tries on meanwhile, and what is typed is not to go with it. */
function ProxyAsked({ failure, onClose }: ProxyAskedProps) {
  const [question] = useState(failure);
  return asksWho(question) ? <ProxyDialog question={question} onClose={onClose} onKept={onClose} /> : null;
}

function DeviceProblem() {
  const t = useText();
  return (
    <div className="window__problem">
      <MessageBar tone="warn" role="alert">
        {t('frame.deviceProblem')}
      </MessageBar>
    </div>
  );
}

/** For the moment before the first snapshot; nothing turns, because nothing may loop. */
function Starting() {
  const t = useText();
  return (
    <main className="window__starting" aria-busy>
      <h1 className="unseen">{t('frame.appName')}</h1>
      <p>{t('frame.starting')}</p>
    </main>
  );
}
