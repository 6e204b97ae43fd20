/** A link asks to enrol this device: shown with the service's name as it is, and answered by the person. */
import { Button } from '@fluentui/react-components';
import type { EnrolQuestion, ShellView } from '../../../shared/bridge/settings.ts';
import type { SessionView } from '../../../shared/bridge/snapshot.ts';
import { MessageBar } from '../../ui/message-bar.tsx';
import { Modal } from '../../ui/modal.tsx';
import { useText } from '../../text/text-root.tsx';
import { useCall, useCompanion } from '../state/companion-context.tsx';
import { enrolStanding, type EnrolStanding } from './enrol-standing.ts';

interface EnrolDialogProps {
  readonly question: EnrolQuestion;
  readonly session: SessionView | null;
  readonly organisation: ShellView['organisation'];
}

export function EnrolDialog({ question, session, organisation }: EnrolDialogProps) {
  const t = useText();
  const call = useCall();
  const { views } = useCompanion();
  const standing = enrolStanding(question, session, organisation);
  const answer = (accept: boolean): void => {
    void call('enrol.answer', { id: question.id, accept });
    if (accept && standing.kind === 'elsewhere') views.setState({ dialog: 'sign-out' });
  };
  const isOpen = standing.kind === 'new' || standing.kind === 'elsewhere';
  return (
    <Modal
      title={t('signIn.enrol.title', { service: question.shownService })}
      onClose={() => answer(false)}
      actions={
        <>
          <Button onClick={() => answer(false)}>
            {isOpen ? t('signIn.enrol.refuse') : t('signIn.enrol.close')}
          </Button>
          {isOpen && (
            <Button appearance="primary" onClick={() => answer(true)}>
              {t(`signIn.enrol.accept.${standing.kind}`)}
            </Button>
          )}
        </>
      }
    >
      {standing.kind !== 'new' && (
        <MessageBar tone={standing.kind === 'already' ? 'ok' : 'warn'}>
          <StandingWords standing={standing} />
        </MessageBar>
      )}
      {isOpen && <p>{t('signIn.enrol.text', { service: question.shownService })}</p>}
      {isOpen && question.email !== null && <p>{t('signIn.enrol.email', { email: question.email })}</p>}
    </Modal>
  );
}

function StandingWords({ standing }: { readonly standing: Exclude<EnrolStanding, { kind: 'new' }> }) {
  const t = useText();
  switch (standing.kind) {
    case 'already':
      return t('signIn.enrol.already', { person: standing.person });
    case 'elsewhere':
      return t('signIn.enrol.elsewhere', { service: standing.service, person: standing.person });
    case 'not-ours':
      return t('signIn.enrol.not-ours', { service: standing.service });
  }
}
