/** Deletes a Pending event, asked once; then there is no page of it to stay on. */
import type { EventView } from '../../../../shared/http/continuity-events.ts';
import { useText } from '../../../text/text-root.tsx';
import { goTo } from '../../router/navigation.ts';
import { eventPath } from '../event-words.ts';
import { ActDialog } from './act-dialog.tsx';
import { useAct } from './use-act.ts';

interface DialogProps {
  readonly event: EventView;
  readonly onClose: () => void;
}

export function DeleteDialog({ event, onClose }: DialogProps) {
  const t = useText();
  const state = useAct(event.id, () => goTo({ route: 'events' }));
  return (
    <ActDialog
      title={t('console.event.deleteTitle', { description: event.description })}
      keep={t('console.event.deleteKeep')}
      action={t('console.event.remove')}
      danger
      state={state}
      onAct={() => void state.act((client) => client.remove(eventPath(event.id)))}
      onClose={onClose}
    >
      <p>{t('console.event.deleteHelp')}</p>
    </ActDialog>
  );
}
