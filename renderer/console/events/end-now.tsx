/** End Now, asked once: every device of the event returns to normal. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { eventViewSchema, type EventView } from '../../../shared/http/continuity-events.ts';
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Modal } from '../../ui/modal.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { useSignedIn } from '../session/session-context.tsx';

export function EndNow({ event }: { readonly event: EventView }) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button className="end-now" icon={<Icon name="cannot" size={16} />} onClick={() => setAsking(true)}>
        {t('console.events.endNow')}
      </Button>
      {asking && <EndDialog event={event} onClose={() => setAsking(false)} />}
    </>
  );
}

function EndDialog({ event, onClose }: { readonly event: EventView; readonly onClose: () => void }) {
  const t = useText();
  const { client, queries } = useSignedIn();
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const end = async () => {
    const answer = await client.post(`/events/${encodeURIComponent(event.id)}/end`, {}, eventViewSchema);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    queries.changed({ kind: 'continuity-event', id: event.id });
    onClose();
  };
  return (
    <Modal
      title={t('console.events.endTitle', { description: event.description })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('console.events.keep')}</Button>
          <Button className="end-now" onClick={() => void end()}>
            {t('console.events.endNow')}
          </Button>
        </>
      }
    >
      <p>{t('console.events.endHelp')}</p>
      <ProblemNotice problem={problem} />
    </Modal>
  );
}
