/** Whose device this is, and the way out. */
import { Button } from '@fluentui/react-components';
import { toMs } from '../../../shared/domain/instant.ts';
import type { SessionView } from '../../../shared/bridge/snapshot.ts';
import { Card, Facts } from '../../ui/card.tsx';
import { useFormats, useSentenceCase, useText } from '../../text/text-root.tsx';
import { useCompanion } from '../state/companion-context.tsx';

interface AccountCardProps {
  readonly session: SessionView;
  readonly nowMs: number;
}

export function AccountCard({ session, nowMs }: AccountCardProps) {
  const t = useText();
  const formats = useFormats();
  const sentence = useSentenceCase();
  const { views } = useCompanion();
  if (session.state !== 'signed-in') return null;
  const { person, serviceName, serviceUrl, deviceName, registeredAt, protection } = session;
  return (
    <Card title={t('settings.account.title')} icon="key">
      <Facts
        rows={[
          { name: t('settings.account.person'), value: `${person.displayName}, ${person.email}` },
          { name: t('settings.account.service'), value: `${serviceName}, ${serviceUrl}` },
          { name: t('settings.account.device'), value: deviceName },
          {
            name: t('settings.account.registered'),
            value: sentence(formats.dayTime(toMs(registeredAt), nowMs)),
          },
          { name: t('settings.account.protection'), value: t(`status.kept.${protection}`) },
        ]}
      />
      <div className="settings__buttons">
        {protection === 'memory' && (
          <Button appearance="primary" onClick={() => views.setState({ dialog: 'protect' })}>
            {t('settings.account.change')}
          </Button>
        )}
        <Button onClick={() => views.setState({ dialog: 'sign-out' })}>
          {t('settings.account.signOut')}
        </Button>
      </div>
    </Card>
  );
}
