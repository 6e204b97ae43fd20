/** Says why a page has nothing to press for whoever may only look. */
import type { Permission } from '../../../shared/domain/access.ts';
import { useText } from '../../text/text-root.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { useMay } from '../session/session-context.tsx';

export function ReadOnlyNotice({ wanted }: { readonly wanted: Permission }) {
  const t = useText();
  if (useMay(wanted)) return null;
  return (
    <MessageBar tone="plain" icon="lock">
      {t('console.frame.readOnly')}
    </MessageBar>
  );
}
