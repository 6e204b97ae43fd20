/** Below what is written: whether it is on disk, and how it will go out. */
import { toMs } from '../../../shared/domain/instant.ts';
import type { Draft } from '../../../shared/bridge/compose.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { Icon } from '../../ui/icon.tsx';
import { useFormats, useText } from '../../text/text-root.tsx';

interface ComposeFootProps {
  readonly draft: Draft;
  readonly isSaved: boolean;
  readonly device: DeviceSnapshot;
}

export function ComposeFoot({ draft, isSaved, device }: ComposeFootProps) {
  const t = useText();
  const formats = useFormats();
  const isLinked = device.link.state === 'online';
  return (
    <footer className="compose__foot figures">
      <span role="status">
        {isSaved && <Icon name="tick" size={14} />}
        {isSaved ? t('compose.saved', { time: formats.time(toMs(draft.savedAt)) }) : t('compose.saving')}
      </span>
      {!isLinked && (
        <span>
          <Icon name="outbox" size={14} />
          {t('compose.linkLost')}
        </span>
      )}
    </footer>
  );
}
