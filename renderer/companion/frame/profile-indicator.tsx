/** The Outlook profile's state, with Outlook's own words. */
import { Button } from '@fluentui/react-components';
import { toMs } from '../../../shared/domain/instant.ts';
import { CONNECTION_MODE_NAMES } from '../../../shared/domain/profile.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { Facts, type FactRow } from '../../ui/card.tsx';
import { useFormats, useSentenceCase, useText } from '../../text/text-root.tsx';
import { useCompanion } from '../state/companion-context.tsx';
import { Indicator, type IndicatorTone } from './indicator.tsx';

interface ProfileIndicatorProps {
  readonly profile: DeviceSnapshot['profile'];
  readonly nowMs: number;
}

export function ProfileIndicator({ profile, nowMs }: ProfileIndicatorProps) {
  const t = useText();
  const formats = useFormats();
  const sentence = useSentenceCase();
  const { views } = useCompanion();
  const name = CONNECTION_MODE_NAMES[profile.connectionMode];
  const kind = profile.cachedMode ? 'cached' : 'notCached';
  const facts: FactRow[] = [
    { name: t('frame.profile.panel.state'), value: t(`settings.profile.states.${name}`) },
  ];
  if (profile.changedAt !== null) {
    const since = sentence(formats.dayTime(toMs(profile.changedAt), nowMs));
    facts.push({ name: t('frame.profile.panel.since'), value: since });
  }
  return (
    <Indicator
      tone={toneOf(profile)}
      icon={profile.cachedMode ? (toneOf(profile) === 'ok' ? 'mail' : 'server') : 'warning'}
      words={t(`frame.profile.states.${name}`)}
      title={t(`frame.profile.panel.${kind}Title`)}
    >
      <p>{t(`frame.profile.panel.${kind}Text`)}</p>
      <Facts rows={facts} />
      <p>{t('frame.profile.panel.simulated')}</p>
      <div className="indicator-panel__actions">
        <Button onClick={() => views.setState({ place: 'settings' })}>{t('frame.profile.panel.open')}</Button>
      </div>
    </Indicator>
  );
}

const FIRST_CONNECTED = 500;

/** Connected and cached is fine; everything else wants a look. */
function toneOf({ cachedMode, connectionMode }: DeviceSnapshot['profile']): IndicatorTone {
  return cachedMode && connectionMode >= FIRST_CONNECTED ? 'ok' : 'warn';
}
