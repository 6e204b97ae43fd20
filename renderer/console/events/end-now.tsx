/** End Now, asked once: every device of the event returns to normal. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { eventViewSchema, type EventView } from '../../../shared/http/continuity-events.ts';
import type { RestProblem } from '../api/rest-client.ts';
import { useConsole, useServiceView } from '../state/console-context.tsx';

export function EndNow({ event }: { readonly event: EventView }) {
  const t = useText();
  const { client } = useServiceView();
  const { refresh } = useConsole();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const end = async () => {
    const answer = await client.post(`/events/${encodeURIComponent(event.id)}/end`, {}, eventViewSchema);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    await refresh();
    setOpen(false);
  };
  return (
    <Dialog open={open} onOpenChange={(_, data) => setOpen(data.open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button className="end-now" icon={<Icon name="cannot" size={16} />}>
          {t('console.events.endNow')}
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('console.events.endTitle', { description: event.description })}</DialogTitle>
          <DialogContent>
            <p>{t('console.events.endHelp')}</p>
            {problem !== null && (
              <MessageBar tone="bad" role="alert">
                {t(`console.problems.${problem.kind}`)} {problem.message}
              </MessageBar>
            )}
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{t('console.events.keep')}</Button>
            </DialogTrigger>
            <Button className="end-now" onClick={() => void end()}>
              {t('console.events.endNow')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
