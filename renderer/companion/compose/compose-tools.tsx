/** Above what is written: send, attach, format, and away with it. */
import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { Icon } from '../../ui/icon.tsx';
import { useText } from '../../text/text-root.tsx';
import { useCompanion } from '../state/companion-context.tsx';
import { AttachButton } from './file-chips.tsx';
import type { DraftDesk } from './use-draft.ts';

interface ComposeToolsProps {
  readonly desk: DraftDesk;
  readonly device: DeviceSnapshot;
  /** What belongs to the text. */
  readonly children: ReactNode;
}

export function ComposeTools({ desk, device, children }: ComposeToolsProps) {
  const t = useText();
  const { views } = useCompanion();
  const isDr = device.mode.mode === 'dr';
  const act = async (action: 'send' | 'discard'): Promise<void> => {
    if (await desk.act(action)) views.setState({ draftId: null });
  };
  return (
    <div className="compose__tools" role="group" aria-label={t('compose.tools')}>
      <Button
        appearance="primary"
        icon={<Icon name="sent" size={16} />}
        disabled={!isDr}
        onClick={() => void act('send')}
      >
        {t('compose.send')}
      </Button>
      <AttachButton onAttach={(files) => void desk.attach(files)} />
      {children}
      <span className="compose__space">{!isDr && t('compose.onlyDr')}</span>
      <button type="button" className="compose__tool" onClick={() => views.setState({ draftId: null })}>
        {t('compose.close')}
      </button>
      <button
        type="button"
        className="compose__tool"
        aria-label={t('compose.discard')}
        title={t('compose.discard')}
        onClick={() => void act('discard')}
      >
        <Icon name="bin" size={16} />
      </button>
    </div>
  );
}
