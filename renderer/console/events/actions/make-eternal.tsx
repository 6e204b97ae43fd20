/** Eternal, asked once: the event runs until somebody ends it. */
import { eventViewSchema, type EventView } from '../../../../shared/http/continuity-events.ts';
import { useText } from '../../../text/text-root.tsx';
import { MessageBar } from '../../../ui/message-bar.tsx';
import { eventPath } from '../event-words.ts';
import { ActDialog } from './act-dialog.tsx';
import { useAct } from './use-act.ts';

interface DialogProps {
  readonly event: EventView;
  readonly onClose: () => void;
}

export function EternalDialog({ event, onClose }: DialogProps) {
  const t = useText();
  const state = useAct(event.id, onClose);
  return (
    <ActDialog
      title={t('console.event.eternalTitle', { description: event.description })}
      keep={t('console.event.cancel')}
      action={t('console.event.eternalAction')}
      state={state}
      onAct={() =>
        void state.act((client) =>
          client.patch(eventPath(event.id), { end: null }, eventViewSchema, event.version),
        )
      }
      onClose={onClose}
    >
      <p>{t('console.event.eternalHelp')}</p>
      {!event.pauseInboundDelivery && <MessageBar tone="warn">{t('console.event.eternalPause')}</MessageBar>}
    </ActDialog>
  );
}
