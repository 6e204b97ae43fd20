/** What this is, what of it is simulated, and under which licences. */
import { Button } from '@fluentui/react-components';
import type { ShellView } from '../../../shared/bridge/settings.ts';
import { Card } from '../../ui/card.tsx';
import { useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';

export function AboutCard({ shell }: { readonly shell: ShellView }) {
  const t = useText();
  const call = useCall();
  return (
    <Card title={t('settings.about.title')} icon="document">
      <div className="settings__about">
        <p>{t('settings.about.version', { version: shell.appVersion })}</p>
        <p>{t('settings.about.simulated')}</p>
        {shell.demo && <p>{t('settings.about.demo')}</p>}
        <p>{t('settings.about.licence')}</p>
      </div>
      {shell.demo && (
        <div className="settings__buttons">
          <Button onClick={() => void call('console.open', undefined)}>{t('settings.about.console')}</Button>
        </div>
      )}
    </Card>
  );
}
