/** Blocked: what is in the way, and the one button that removes it. */
import { Button } from '@fluentui/react-components';
import { connectionModeFor } from '../../../shared/domain/profile.ts';
import { TallBand } from '../../ui/band.tsx';
import { useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';
import type { BandOf } from './choose-band.ts';

export function BlockedBand({ band }: { readonly band: BandOf<'blocked'> }) {
  const t = useText();
  const call = useCall();
  return (
    <TallBand
      tone="blocked"
      label={t('band.label')}
      icon="cannot"
      eyebrow={t('band.blocked.eyebrow')}
      heading={t('band.blocked.title')}
      message={
        <p>
          <bdi>{band.main.description}</bdi>. {t('band.blocked.text')}
        </p>
      }
      side={
        <Button
          className="band__action"
          size="large"
          onClick={() => void call('profile.set', { connectionMode: connectionModeFor(true) })}
        >
          {t('band.blocked.action')}
        </Button>
      }
    />
  );
}
