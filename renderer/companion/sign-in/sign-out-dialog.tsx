/** Signing out, after saying what it takes away and asking what becomes of mail that is on this computer only. */
import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import type { DeviceSnapshot, SessionView } from '../../../shared/bridge/snapshot.ts';
import { MessageBar } from '../../ui/message-bar.tsx';
import { Modal } from '../../ui/modal.tsx';
import { useText } from '../../text/text-root.tsx';
import { UnsentList } from './unsent-list.tsx';
import { useSignOut, type SignOutChoice, type SignOutStage } from './use-sign-out.ts';
import './sign-out.css';

interface SignOutDialogProps {
  readonly device: DeviceSnapshot;
  readonly session: Extract<SessionView, { state: 'signed-in' }>;
  readonly onClose: () => void;
}

export function SignOutDialog({ device, session, onClose }: SignOutDialogProps) {
  const t = useText();
  const { unsent, choices, stage, problem, choice, choose, go } = useSignOut(device, onClose);
  const { count, goingOut } = unsent;
  const isBusy = stage === 'sending' || stage === 'leaving';
  return (
    <Modal
      title={t('signIn.signOut.title')}
      onClose={onClose}
      actions={
        <>
          <Button ref={focusedFirst} onClick={onClose}>
            {t('signIn.signOut.cancel')}
          </Button>
          <Button appearance="primary" disabledFocusable={isBusy} onClick={go}>
            {count === 0 ? t('signIn.signOut.confirm') : t(confirmWords(choice, stage), { count })}
          </Button>
        </>
      }
    >
      {count > 0 && (
        <>
          <p>{t('signIn.signOut.onlyHere', { count })}</p>
          <UnsentList unsent={unsent} />
          <Choices
            value={choice}
            choices={choices}
            counts={{ count, goingOut }}
            isInMemory={session.protection === 'memory'}
            isDisabled={isBusy}
            onChoose={choose}
          />
        </>
      )}
      <p>{t(device.mode.mode === 'dr' ? 'signIn.signOut.textDr' : 'signIn.signOut.text')}</p>
      <p role="status">{stage === 'sending' && t('signIn.signOut.sending', { count: goingOut })}</p>
      {stage === 'confirming' && (
        <MessageBar tone="warn" role="alert">
          {t('signIn.signOut.discardSure', { count })}
        </MessageBar>
      )}
      {problem !== null && (
        <MessageBar tone="bad" role="alert">
          {problem}
        </MessageBar>
      )}
    </Modal>
  );
}

/** What the browser's dialog focuses when it opens: the way that takes nothing away. */
function focusedFirst(button: HTMLButtonElement | null): void {
  button?.setAttribute('autofocus', '');
}

function confirmWords(choice: SignOutChoice, stage: SignOutStage) {
  if (choice === 'discard' && stage === 'confirming') return 'signIn.signOut.discardConfirm';
  return `signIn.signOut.${choice}Go` as const;
}

interface ChoicesProps {
  readonly value: SignOutChoice;
  readonly choices: readonly SignOutChoice[];
  readonly counts: { readonly count: number; readonly goingOut: number };
  /** Nothing may be written to disk yet. */
  readonly isInMemory: boolean;
  readonly isDisabled: boolean;
  readonly onChoose: (choice: SignOutChoice) => void;
}

function Choices({ value, choices, counts, isInMemory, isDisabled, onChoose }: ChoicesProps) {
  const t = useText();
  const { count, goingOut } = counts;
  return (
    <RadioGroup
      className="sign-out__choices"
      aria-label={t('signIn.signOut.choices')}
      value={value}
      disabled={isDisabled}
      onChange={(_, chosen) => {
        const choice = choices.find((each) => each === chosen.value);
        if (choice !== undefined) onChoose(choice);
      }}
    >
      {choices.map((choice) => (
        <Radio
          key={choice}
          className={`sign-out__choice sign-out__choice--${choice}`}
          value={choice}
          label={
            <span className="sign-in__choice">
              <b>{t(`signIn.signOut.${choice}`, { count: choice === 'send' ? goingOut : count })}</b>
              <span>
                {t(`signIn.signOut.${choice === 'keep' && isInMemory ? 'keepMemory' : choice}Text`)}
              </span>
            </span>
          }
        />
      ))}
    </RadioGroup>
  );
}
