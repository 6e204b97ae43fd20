/** Writing a message, in the reading pane's place: recipients, subject, text, files, and what to look at before it goes. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { toMs } from '../../../shared/domain/instant.ts';
import type { Draft } from '../../../shared/bridge/compose.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { Icon } from '../../ui/icon.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCompanion } from '../state/companion-context.tsx';
import { AttachButton, FileChips } from './file-chips.tsx';
import { DraftWarnings } from './draft-warnings.tsx';
import { strangersOf } from './find-warnings.ts';
import { RecipientsField } from './recipients-field.tsx';
import { useDraft, type DraftDesk } from './use-draft.ts';
import './compose.css';

interface ComposePaneProps {
  readonly id: string;
  readonly device: DeviceSnapshot;
}

export function ComposePane({ id, device }: ComposePaneProps) {
  const t = useText();
  const formats = useFormats();
  const desk = useDraft(id);
  const { draft, problem } = desk;
  return (
    <section className="pane compose" aria-label={t('compose.label')}>
      {problem !== null && (
        <div className="compose__bars">
          <MessageBar tone="bad" role="alert">
            {callProblemWords(problem, t, formats)}
          </MessageBar>
        </div>
      )}
      {draft !== null && <DraftForm draft={draft} desk={desk} device={device} />}
    </section>
  );
}

interface DraftFormProps {
  readonly draft: Draft;
  readonly desk: DraftDesk;
  readonly device: DeviceSnapshot;
}

function DraftForm({ draft, desk, device }: DraftFormProps) {
  const t = useText();
  const { change } = desk;
  const own = device.session.state === 'signed-in' ? device.session.person.email : '';
  const strangers = strangersOf(draft, own);
  const [showsBcc, showBcc] = useState(draft.bcc.length > 0);
  const isAnswer = draft.inReplyTo !== null;
  const fields = { strangers, key: draft.id };
  return (
    <>
      <Tools desk={desk} device={device} />
      <RecipientsField
        {...fields}
        label={t('compose.to')}
        people={draft.to}
        autoFocus={!isAnswer}
        onChange={(to) => change({ to })}
      />
      <div className="compose__cc">
        <RecipientsField
          {...fields}
          label={t('compose.cc')}
          people={draft.cc}
          onChange={(cc) => change({ cc })}
        />
        {!showsBcc && (
          <button type="button" className="compose__bcc" onClick={() => showBcc(true)}>
            {t('compose.bcc')}
          </button>
        )}
      </div>
      {showsBcc && (
        <RecipientsField
          {...fields}
          label={t('compose.bcc')}
          people={draft.bcc}
          onChange={(bcc) => change({ bcc })}
        />
      )}
      <label className="compose__field">
        <span>{t('compose.subject')}</span>
        <input
          className="compose__subject"
          value={draft.subject}
          dir="auto"
          onChange={({ target }) => change({ subject: target.value })}
        />
      </label>
      <DraftWarnings draft={draft} strangers={strangers} onChange={change} />
      <textarea
        className="compose__text quiet-scroll"
        aria-label={t('compose.text')}
        value={draft.text}
        dir="auto"
        autoFocus={isAnswer}
        ref={caretAtStart}
        onChange={({ target }) => change({ text: target.value })}
      />
      <FileChips
        files={draft.files}
        onAttach={(files) => void desk.attach(files)}
        onDetach={(fileId) => void desk.detach(fileId)}
      />
      <Foot draft={draft} isSaved={desk.isSaved} device={device} />
    </>
  );
}

/** An answer is written above what it quotes. */
function caretAtStart(area: HTMLTextAreaElement | null): void {
  if (area !== null && document.activeElement === area && area.selectionStart === area.value.length)
    area.setSelectionRange(0, 0);
}

function Tools({ desk, device }: { readonly desk: DraftDesk; readonly device: DeviceSnapshot }) {
  const t = useText();
  const { views } = useCompanion();
  const isDr = device.mode.mode === 'dr';
  const act = async (action: 'send' | 'discard'): Promise<void> => {
    if (await desk.act(action)) views.setState({ draftId: null });
  };
  return (
    <div className="compose__tools" role="toolbar" aria-label={t('compose.tools')}>
      <Button
        appearance="primary"
        icon={<Icon name="sent" size={16} />}
        disabled={!isDr}
        onClick={() => void act('send')}
      >
        {t('compose.send')}
      </Button>
      <AttachButton onAttach={(files) => void desk.attach(files)} />
      <span className="compose__space">{!isDr && t('compose.onlyDr')}</span>
      <button type="button" className="compose__tool" onClick={() => views.setState({ draftId: null })}>
        {t('compose.close')}
      </button>
      <button
        type="button"
        className="compose__tool"
        aria-label={t('compose.discard')}
        title={t('compose.discard')}
        onClick={() => void act('discard')}
      >
        <Icon name="bin" size={16} />
      </button>
    </div>
  );
}

interface FootProps {
  readonly draft: Draft;
  readonly isSaved: boolean;
  readonly device: DeviceSnapshot;
}

function Foot({ draft, isSaved, device }: FootProps) {
  const t = useText();
  const formats = useFormats();
  const isLinked = device.link.state === 'online';
  return (
    <footer className="compose__foot figures">
      <span role="status">
        {isSaved && <Icon name="tick" size={14} />}
        {isSaved ? t('compose.saved', { time: formats.time(toMs(draft.savedAt)) }) : t('compose.saving')}
      </span>
      {!isLinked && (
        <span>
          <Icon name="outbox" size={14} />
          {t('compose.linkLost')}
        </span>
      )}
    </footer>
  );
}
