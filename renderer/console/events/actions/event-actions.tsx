/** What can be done to an event in its status, as buttons; each that changes something asks once (STATES.md, the table of actions). */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { EventView } from '../../../../shared/http/continuity-events.ts';
import { useText } from '../../../text/text-root.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { goTo } from '../../router/navigation.ts';
import { useMay } from '../../session/session-context.tsx';
import { DeleteDialog } from './delete-event.tsx';
import { EndDialog } from './end-now.tsx';
import { ExtendDialog } from './extend-event.tsx';
import { EternalDialog } from './make-eternal.tsx';
import '../../frame/dialog-form.css';
import './actions.css';

type Asked = 'end' | 'extend' | 'eternal' | 'delete';

interface EventActionsProps {
  readonly event: EventView;
  /** On the event's own page there is room for all of them. */
  readonly whole: boolean;
}

export function EventActions({ event, whole }: EventActionsProps) {
  const t = useText();
  const mayWrite = useMay('events:write');
  const [asked, ask] = useState<Asked | null>(null);
  if (!mayWrite) return null;
  const { id, status, end } = event;
  const over = status === 'expired';
  return (
    <div className="event-actions">
      {status === 'current' && (
        <Button className="danger-button" icon={<Icon name="cannot" size={16} />} onClick={() => ask('end')}>
          {t('console.event.endNow')}
        </Button>
      )}
      {!over && end !== null && (
        <>
          <Button icon={<Icon name="clock" size={16} />} onClick={() => ask('extend')}>
            {t('console.event.extend')}
          </Button>
          <Button icon={<Icon name="eternal" size={16} />} onClick={() => ask('eternal')}>
            {t('console.event.makeEternal')}
          </Button>
        </>
      )}
      {whole && (
        <Button icon={<Icon name="pencil" size={16} />} onClick={() => goTo({ route: 'edit-event', id })}>
          {t('console.event.edit')}
        </Button>
      )}
      <Button
        appearance={whole ? 'secondary' : 'subtle'}
        icon={<Icon name="clone" size={16} />}
        onClick={() => goTo({ route: 'new-event', query: { clone: id } })}
      >
        {t('console.event.clone')}
      </Button>
      {whole && status === 'pending' && (
        <Button icon={<Icon name="bin" size={16} />} onClick={() => ask('delete')}>
          {t('console.event.remove')}
        </Button>
      )}
      <Dialog asked={asked} event={event} onClose={() => ask(null)} />
    </div>
  );
}

interface DialogProps {
  readonly asked: Asked | null;
  readonly event: EventView;
  readonly onClose: () => void;
}

function Dialog({ asked, event, onClose }: DialogProps) {
  switch (asked) {
    case null:
      return null;
    case 'end':
      return <EndDialog event={event} onClose={onClose} />;
    case 'extend':
      // Somebody made it Eternal meanwhile: there is nothing to extend.
      return event.end === null ? null : (
        <ExtendDialog event={{ ...event, end: event.end }} onClose={onClose} />
      );
    case 'eternal':
      return <EternalDialog event={event} onClose={onClose} />;
    case 'delete':
      return <DeleteDialog event={event} onClose={onClose} />;
  }
}
