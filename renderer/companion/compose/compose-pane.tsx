/** Writing a message, in the reading pane's place: recipients, subject, text, files, and what to look at before it goes. */
import { useState } from 'react';
import type { Draft } from '../../../shared/bridge/compose.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { MessageBar } from '../../ui/message-bar.tsx';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { ComposeFoot } from './compose-foot.tsx';
import { ComposeTools } from './compose-tools.tsx';
import { FileChips } from './file-chips.tsx';
import { DraftWarnings } from './draft-warnings.tsx';
import { strangersOf } from './find-warnings.ts';
import { RecipientsField } from './recipients-field.tsx';
import { FormSwitch } from './rich/form-switch.tsx';
import { FormatBar } from './rich/format-bar.tsx';
import { LinkDialog } from './rich/link-dialog.tsx';
import { useMailEditor } from './rich/use-mail-editor.ts';
import { TextField } from './text-field.tsx';
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
  const attach = (files: readonly File[]): void => void desk.attach(files);
  const writing = useMailEditor();
  return (
    <>
      <ComposeTools desk={desk} device={device}>
        {draft.html !== null && <FormatBar {...writing} />}
        <FormSwitch draft={draft} onChange={change} />
      </ComposeTools>
      <RecipientsField
        strangers={strangers}
        label={t('compose.to')}
        people={draft.to}
        autoFocus={!isAnswer}
        onChange={(to) => change({ to })}
      />
      <div className="compose__cc">
        <RecipientsField
          strangers={strangers}
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
          strangers={strangers}
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
      <TextField draft={draft} autoFocus={isAnswer} writing={writing} onChange={change} onFiles={attach} />
      <FileChips files={draft.files} onAttach={attach} onDetach={(fileId) => void desk.detach(fileId)} />
      <ComposeFoot draft={draft} isSaved={desk.isSaved} device={device} />
      {writing.isLinking && writing.editor !== null && (
        <LinkDialog editor={writing.editor} onClose={() => writing.link(false)} />
      )}
    </>
  );
}
