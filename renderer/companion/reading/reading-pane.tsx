/** The reading pane: the chosen message, or a word about choosing one. */
import { useMemo } from 'react';
import { readKey } from '../../../shared/bridge/mail-key.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import type { Scheme } from '../../theme/fluent-theme.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { chosenMailbox } from '../inbox/chosen-mailbox.ts';
import { useView } from '../state/companion-context.tsx';
import { useAnswer } from '../state/use-answer.ts';
import { CommandRow } from './command-row.tsx';
import { MessageView } from './message-view.tsx';
import './reading.css';

export interface ReadingPaneProps {
  readonly device: DeviceSnapshot;
  readonly scheme: Scheme;
  readonly nowMs: number;
}

export function ReadingPane({ device, scheme, nowMs }: ReadingPaneProps) {
  const t = useText();
  const chosen = useView((view) => view.mailId);
  const id = chosen !== null && isReadable(device, chosen) ? chosen : null;
  return (
    <section className="pane reading" aria-label={t('mail.reading.label')}>
      <CommandRow device={device} mailId={id} />
      {id === null ? (
        <EmptyState icon="mail" title={t('mail.reading.nothingTitle')}>
          {t('mail.reading.nothingText')}
        </EmptyState>
      ) : (
        <OpenMessage key={id} id={id} scheme={scheme} nowMs={nowMs} />
      )}
    </section>
  );
}

/** A mailbox that was withdrawn takes what was open of it along. */
function isReadable({ delegated }: DeviceSnapshot, mailId: string): boolean {
  const { accountId } = readKey(mailId);
  return accountId === null || chosenMailbox(delegated, accountId) !== null;
}

interface OpenMessageProps {
  readonly id: string;
  readonly scheme: Scheme;
  readonly nowMs: number;
}

function OpenMessage({ id, scheme, nowMs }: OpenMessageProps) {
  const t = useText();
  const formats = useFormats();
  const input = useMemo(() => ({ id }), [id]);
  const asked = useAnswer('mail.open', input);
  if (asked.state !== 'answered') {
    return <p className="reading__loading">{t('mail.reading.loading')}</p>;
  }
  if (!asked.answer.ok) {
    return (
      <div className="reading__bars reading__bars--alone">
        <MessageBar tone="bad" role="alert">
          {t('mail.reading.failed', { problem: callProblemWords(asked.answer.problem, t, formats) })}
        </MessageBar>
      </div>
    );
  }
  return <MessageView mail={asked.answer.value} scheme={scheme} nowMs={nowMs} />;
}
