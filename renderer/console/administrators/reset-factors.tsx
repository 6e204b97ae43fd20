/** Takes somebody's second factors away, asked once. */
import type { AdministratorView } from '../../../shared/http/access.ts';
import { useText } from '../../text/text-root.tsx';
import { ConfirmRemoval } from '../frame/confirm-removal.tsx';

interface ResetFactorsProps {
  readonly administrator: AdministratorView;
  readonly onClose: () => void;
}

export function ResetFactors({ administrator: { id, displayName }, onClose }: ResetFactorsProps) {
  const t = useText();
  return (
    <ConfirmRemoval
      title={t('console.secondFactor.resetTitle', { name: displayName })}
      help={t('console.secondFactor.resetHelp')}
      keep={t('console.secondFactor.cancel')}
      remove={t('console.secondFactor.remove')}
      path={`/administrators/${encodeURIComponent(id)}/second-factor`}
      onClose={onClose}
    />
  );
}
