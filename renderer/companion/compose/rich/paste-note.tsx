/** Says what came of a paste that has more formatting than can be edited. */
import { Button } from '@fluentui/react-components';
import { useText } from '../../../text/text-root.tsx';
import { MessageBar } from '../../../ui/message-bar.tsx';

interface PasteNoteProps {
  readonly cameIn: 'text' | 'nothing';
  readonly onClose: () => void;
}

export function PasteNote({ cameIn, onClose }: PasteNoteProps) {
  const t = useText();
  return (
    <div className="compose__bars">
      <MessageBar
        tone="warn"
        role="status"
        actions={
          <Button appearance="transparent" size="small" onClick={onClose}>
            {t('compose.pasted.close')}
          </Button>
        }
      >
        {t(`compose.pasted.${cameIn}`)}
      </MessageBar>
    </div>
  );
}
