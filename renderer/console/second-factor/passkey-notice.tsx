/** What to do while a passkey is waited for, and why there was none. */
import { useText } from '../../text/text-root.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import type { PasskeyStanding } from './use-passkey.ts';

export function PasskeyNotice({ standing }: { readonly standing: PasskeyStanding }) {
  const t = useText();
  if (standing.kind === 'idle') return null;
  if (standing.kind === 'waiting') {
    return (
      <MessageBar tone="plain" icon="key" role="status">
        {t('console.secondFactor.passkeyWaiting')}
      </MessageBar>
    );
  }
  return (
    <MessageBar tone="bad" role="alert">
      {t(`console.secondFactor.passkeyFailures.${standing.why}`)}
    </MessageBar>
  );
}
