/** The text of a draft in the form that it has: plain or formatted. */
import { useState } from 'react';
import type { Draft, DraftContent } from '../../../shared/bridge/compose.ts';
import { useText } from '../../text/text-root.tsx';
import { PasteNote } from './rich/paste-note.tsx';
import { RichText } from './rich/rich-text.tsx';
import type { Writing } from './rich/use-mail-editor.ts';

interface TextFieldProps {
  readonly draft: Draft;
  readonly autoFocus: boolean;
  readonly writing: Writing;
  readonly onChange: (change: Partial<DraftContent>) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

export function TextField({ draft, autoFocus, writing, onChange, onFiles }: TextFieldProps) {
  const t = useText();
  const [cameIn, setCameIn] = useState<'text' | 'nothing' | null>(null);
  if (draft.html !== null) {
    return (
      <>
        {cameIn !== null && <PasteNote cameIn={cameIn} onClose={() => setCameIn(null)} />}
        <RichText
          key={draft.id}
          html={draft.html}
          autoFocus={autoFocus}
          onChange={onChange}
          onEditor={writing.setEditor}
          linkWanted={() => writing.link(true)}
          toolsWanted={() => writing.entrance.current?.focus()}
          filesPasted={onFiles}
          tooMuchPasted={setCameIn}
        />
      </>
    );
  }
  return (
    <textarea
      className="compose__text quiet-scroll"
      aria-label={t('compose.text')}
      value={draft.text}
      dir="auto"
      autoFocus={autoFocus}
      ref={caretAtStart}
      onChange={({ target }) => onChange({ text: target.value })}
    />
  );
}

/** An answer is written above what it quotes. */
function caretAtStart(area: HTMLTextAreaElement | null): void {
  if (area !== null && document.activeElement === area && area.selectionStart === area.value.length)
    area.setSelectionRange(0, 0);
}
