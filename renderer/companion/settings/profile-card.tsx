/** The simulated Outlook profile: Use Cached Exchange Mode, and any of Outlook's connection states. */
import { Field, Select, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import {
  CONNECTION_MODE_NAMES,
  CONNECTION_MODES,
  connectionModeFor,
  type ConnectionMode,
} from '../../../shared/domain/profile.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { Card } from '../../ui/card.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { Tag } from '../../ui/tag.tsx';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';

export function ProfileCard({ profile }: { readonly profile: DeviceSnapshot['profile'] }) {
  const t = useText();
  const { set, problem } = useSetProfile();
  return (
    <Card
      title={t('settings.profile.title')}
      icon="server"
      aside={<Tag icon="flask" label={t('settings.profile.simulated')} />}
    >
      <p>{t('settings.profile.text')}</p>
      <Switch
        checked={profile.cachedMode}
        label={t('settings.profile.cached')}
        onChange={(_, { checked }) => set(connectionModeFor(checked))}
      />
      <p>{t('settings.profile.cachedText')}</p>
      <Field
        className="settings__field"
        label={t('settings.profile.state')}
        hint={t('settings.profile.stateText')}
      >
        <Select
          value={profile.connectionMode}
          onChange={(_, { value }) => {
            const mode = CONNECTION_MODES.find((known) => String(known) === value);
            if (mode !== undefined) set(mode);
          }}
        >
          {CONNECTION_MODES.map((mode) => (
            <option key={mode} value={mode}>
              {mode} · {t(`settings.profile.states.${CONNECTION_MODE_NAMES[mode]}`)}
            </option>
          ))}
        </Select>
      </Field>
      {problem !== null && (
        <MessageBar tone="bad" role="alert">
          {t('settings.profile.failed', { problem })}
        </MessageBar>
      )}
    </Card>
  );
}

function useSetProfile() {
  const t = useText();
  const formats = useFormats();
  const call = useCall();
  const [problem, setProblem] = useState<string | null>(null);
  const set = (connectionMode: ConnectionMode): void => {
    void call('profile.set', { connectionMode }).then((answer) => {
      setProblem(answer.ok ? null : callProblemWords(answer.problem, t, formats));
    });
  };
  return { set, problem };
}
