/** A new token or secret, shown this once, to be copied. */
import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { Modal } from '../../ui/modal.tsx';
import './dialog-form.css';

interface NewSecretProps {
  readonly title: string;
  readonly help: string;
  /** Of the field. */
  readonly label: string;
  readonly secret: string;
  readonly onClose: () => void;
}

export function NewSecret({ title, help, label, secret, onClose }: NewSecretProps) {
  const t = useText();
  const [copied, setCopied] = useState<'not-yet' | 'copied' | 'refused'>('not-yet');
  const copy = () => {
    writeText(secret).then(
      () => setCopied('copied'),
      () => setCopied('refused'),
    );
  };
  return (
    <Modal
      title={title}
      onClose={onClose}
      actions={
        <Button appearance="primary" onClick={onClose}>
          {t('console.frame.done')}
        </Button>
      }
    >
      <p>{help}</p>
      <div className="new-secret">
        <Field label={label}>
          <Input readOnly value={secret} onFocus={({ target }) => target.select()} />
        </Field>
        <Button icon={<Icon name={copied === 'copied' ? 'tick' : 'clone'} size={16} />} onClick={copy}>
          {t(copied === 'copied' ? 'console.frame.copied' : 'console.frame.copy')}
        </Button>
      </div>
      {copied === 'refused' && (
        <MessageBar tone="warn" role="alert">
          {t('console.frame.copyFailed')}
        </MessageBar>
      )}
    </Modal>
  );
}

/** Pages that did not come by https have no clipboard at all: then it rejects too. */
async function writeText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
