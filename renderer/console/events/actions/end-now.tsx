/** End Now, asked once: every device of the event returns to normal. */
import { eventViewSchema, type EventView } from '../../../../shared/http/continuity-events.ts';
import { useText } from '../../../text/text-root.tsx';
import { eventPath } from '../event-words.ts';
import { ActDialog } from './act-dialog.tsx';
import { useAct } from './use-act.ts';

interface DialogProps {
  readonly event: EventView;
  readonly onClose: () => void;
}

export function EndDialog({ event, onClose }: DialogProps) {
  const t = useText();
  const state = useAct(event.id, onClose);
  return (
    <ActDialog
      title={t('console.event.endTitle', { description: event.description })}
      keep={t('console.event.keep')}
      action={t('console.event.endNow')}
      danger
      state={state}
      onAct={() => void state.act((client) => client.post(`${eventPath(event.id)}/end`, {}, eventViewSchema))}
      onClose={onClose}
    >
      <p>{t('console.event.endHelp')}</p>
    </ActDialog>
  );
}
