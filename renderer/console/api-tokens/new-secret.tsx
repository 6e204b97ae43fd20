/** A new token, shown this once, to be copied. */
import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { Modal } from '../../ui/modal.tsx';

export function NewSecret({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
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
      title={t('console.apiTokens.secretTitle')}
      onClose={onClose}
      actions={
        <Button appearance="primary" onClick={onClose}>
          {t('console.apiTokens.done')}
        </Button>
      }
    >
      <p>{t('console.apiTokens.secretHelp')}</p>
      <div className="token-secret">
        <Field label={t('console.apiTokens.secret')}>
          <Input readOnly value={secret} onFocus={({ target }) => target.select()} />
        </Field>
        <Button icon={<Icon name={copied === 'copied' ? 'tick' : 'clone'} size={16} />} onClick={copy}>
          {t(copied === 'copied' ? 'console.apiTokens.copied' : 'console.apiTokens.copy')}
        </Button>
      </div>
      {copied === 'refused' && (
        <MessageBar tone="warn" role="alert">
          {t('console.apiTokens.copyFailed')}
        </MessageBar>
      )}
    </Modal>
  );
}

/** Pages that did not come by https have no clipboard at all: then it rejects too. */
async function writeText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
