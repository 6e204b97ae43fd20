/** Whether everybody who signs in needs a second factor. */
import { Switch } from '@fluentui/react-components';
import { useId } from 'react';
import { securitySettingsSchema } from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { useResource } from '../query/use-resource.ts';
import { useMay, useSignedIn } from '../session/session-context.tsx';
import '../second-factor/second-factor.css';

export function RequireFactor() {
  const t = useText();
  const help = useId();
  const mayChange = useMay('access:write');
  const { client, queries } = useSignedIn();
  const { run, problem, busy } = useDeed('audit');
  const reading = useResource('/security-settings', securitySettingsSchema);
  const save = async (requireSecondFactor: boolean): Promise<void> => {
    await run(() => client.put('/security-settings', { requireSecondFactor }, securitySettingsSchema));
    queries.refresh();
  };
  return (
    <div className="require-factor">
      <ResourceView reading={reading}>
        {({ requireSecondFactor }) => (
          <Switch
            label={t('console.secondFactor.require')}
            aria-describedby={help}
            checked={requireSecondFactor}
            disabled={!mayChange || busy}
            onChange={(_, { checked }) => void save(checked)}
          />
        )}
      </ResourceView>
      <p id={help} className="require-factor__help">
        {t('console.secondFactor.requireHelp')}
      </p>
      <ProblemNotice problem={problem} />
    </div>
  );
}
