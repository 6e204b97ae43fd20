/** The outbox in the status bar: how many wait, and on a press each of them with what can be done about it. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { CancelOutcome, OutboxRow } from '../../../shared/bridge/compose.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { problemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useTakeBack } from './use-take-back.ts';
import './outbox.css';

const OUTCOMES: Readonly<Record<CancelOutcome['outcome'], 'isCancelled' | 'isAsked' | 'isGone'>> = {
  cancelled: 'isCancelled',
  asked: 'isAsked',
  'already-handed-over': 'isGone',
};

export function OutboxPanel({ outbox }: { readonly outbox: DeviceSnapshot['outbox'] }) {
  const t = useText();
  const formats = useFormats();
  const takeBack = useTakeBack();
  const [said, say] = useState('');
  const { queued, items } = outbox;
  const words =
    queued === 0
      ? t('frame.bar.outboxEmpty')
      : t('frame.bar.outboxWaiting', { queued: formats.number(queued) });
  const back = async (id: string): Promise<void> => {
    const answer = await takeBack(id);
    say(answer === null ? '' : t(`compose.outbox.${OUTCOMES[answer.outcome]}`));
  };
  return (
    <Panel
      buttonClassName={`outbox-button${queued > 0 ? ' outbox-button--waiting' : ''}`}
      button={
        <>
          {queued > 0 && <Icon name="outbox" size={14} />}
          {words}
        </>
      }
      label={t('compose.outbox.title')}
    >
      <h2>{t('compose.outbox.title')}</h2>
      {items.length === 0 ? (
        <p>{t('compose.outbox.empty')}</p>
      ) : (
        <ul className="outbox-list">
          {[...items].reverse().map((item) => (
            <OutboxItem key={item.id} item={item} onTakeBack={() => void back(item.id)} />
          ))}
        </ul>
      )}
      <p role="status">{said}</p>
    </Panel>
  );
}

function OutboxItem({ item, onTakeBack }: { readonly item: OutboxRow; readonly onTakeBack: () => void }) {
  const t = useText();
  const { state, subject, to, problem } = item;
  const canTakeBack = state === 'undoable' || state === 'waiting' || state === 'sending';
  return (
    <li>
      <span>
        <b dir="auto">{subject === '' ? t('mail.row.noSubject') : subject}</b>
        <small dir="auto">{to}</small>
        <small className={state === 'refused' ? 'outbox-list__bad' : undefined}>
          {state === 'refused'
            ? t('compose.outbox.refused', { problem: problemWords(problem ?? '', t) })
            : t(`compose.outbox.${state}`)}
        </small>
      </span>
      {(canTakeBack || state === 'refused') && (
        <Button size="small" onClick={onTakeBack}>
          {t(`compose.outbox.${state === 'refused' ? 'edit' : 'takeBack'}`)}
        </Button>
      )}
    </li>
  );
}
