/** Removes an administrator, asked once. */
import type { AdministratorView } from '../../../shared/http/access.ts';
import { useText } from '../../text/text-root.tsx';
import { ConfirmRemoval } from '../frame/confirm-removal.tsx';

interface RemoveAdministratorProps {
  readonly administrator: AdministratorView;
  readonly onClose: () => void;
}

export function RemoveAdministrator({ administrator, onClose }: RemoveAdministratorProps) {
  const t = useText();
  return (
    <ConfirmRemoval
      title={t('console.administrators.removeTitle', { name: administrator.displayName })}
      help={t('console.administrators.removeHelp')}
      keep={t('console.administrators.cancel')}
      remove={t('console.administrators.remove')}
      path={`/administrators/${encodeURIComponent(administrator.id)}`}
      onClose={onClose}
    />
  );
}
