/** What is in the way to the service, with what to do about it. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { asksWho, type NetworkFailure } from '../../../shared/domain/network-failure.ts';
import { failureWords } from '../../text/failure-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';

interface InTheWayProps {
  readonly failure: NetworkFailure;
  /** Opens the proxy's question once more, which the person has closed. */
  readonly askAgain: () => void;
}

export function InTheWay({ failure, askAgain }: InTheWayProps) {
  const t = useText();
  const formats = useFormats();
  const [nowMs] = useState(() => Date.now());
  const { title, text } = failureWords(failure, t, formats, nowMs);
  return (
    <MessageBar tone="bad" role="alert">
      <strong>{title}</strong>
      <p>{text}</p>
      {asksWho(failure) && (
        <Button type="button" size="small" onClick={askAgain}>
          {t('network.proxy.open')}
        </Button>
      )}
    </MessageBar>
  );
}
