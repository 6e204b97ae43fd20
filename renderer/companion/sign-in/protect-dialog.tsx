/** How key and mail are to be kept where the system offers no secret store: explained first, then chosen (product 3). */
import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import { useId } from 'react';
import { MessageBar } from '../../ui/message-bar.tsx';
import { Modal } from '../../ui/modal.tsx';
import { useText } from '../../text/text-root.tsx';
import { PasswordField } from './password-field.tsx';
import { useProtect } from './use-protect.ts';

export function ProtectDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const id = useId();
  const form = useProtect(onClose);
  return (
    <Modal
      title={t('signIn.protect.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('signIn.protect.later')}</Button>
          <Button appearance="primary" type="submit" form={id} disabledFocusable={form.working}>
            {t('signIn.protect.submit')}
          </Button>
        </>
      }
    >
      <form id={id} className="sign-in__protect" noValidate onSubmit={form.submit}>
        <p>{t('signIn.protect.lead')}</p>
        <ProtectionChoice value={form.kind} onChange={form.choose} />
        {form.kind === 'passphrase' && (
          <div className="sign-in__passphrases">
            <PasswordField
              label={t('signIn.protect.field')}
              {...form.passphrase}
              autoComplete="new-password"
            />
            <PasswordField label={t('signIn.protect.repeat')} {...form.repeat} autoComplete="new-password" />
          </div>
        )}
        {form.problem !== null && (
          <MessageBar tone="bad" role="alert">
            {form.problem}
          </MessageBar>
        )}
      </form>
    </Modal>
  );
}

interface ProtectionChoiceProps {
  readonly value: 'passphrase' | 'file';
  readonly onChange: (value: 'passphrase' | 'file') => void;
}

function ProtectionChoice({ value, onChange }: ProtectionChoiceProps) {
  const t = useText();
  return (
    <RadioGroup
      aria-label={t('signIn.protect.title')}
      value={value}
      onChange={(_, chosen) => onChange(chosen.value === 'file' ? 'file' : 'passphrase')}
    >
      {(['passphrase', 'file'] as const).map((kind) => (
        <Radio
          key={kind}
          value={kind}
          label={
            <span className="sign-in__choice">
              <b>{t(`signIn.protect.${kind}`)}</b>
              <span>{t(`signIn.protect.${kind}Text`)}</span>
            </span>
          }
        />
      ))}
    </RadioGroup>
  );
}
