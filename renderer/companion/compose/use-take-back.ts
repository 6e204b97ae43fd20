/** Asks for a message back, and shows the draft that it becomes again. */
import type { CancelOutcome } from '../../../shared/bridge/compose.ts';
import { useCompanion } from '../state/companion-context.tsx';

/** null: it is not there any more. */
export function useTakeBack(): (id: string) => Promise<CancelOutcome | null> {
  const { api, views } = useCompanion();
  return async (id) => {
    const answer = await api.call('outbox.cancel', { id });
    if (!answer.ok) return null;
    const { value } = answer;
    if (value.outcome === 'cancelled') views.setState({ place: 'mail', draftId: value.draftId });
    return value;
  };
}
