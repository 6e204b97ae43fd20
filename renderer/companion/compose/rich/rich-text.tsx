/** The formatted text of a draft, under the person's hands. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useText } from '../../../text/text-root.tsx';
import { createMailEditor, type MailContent, type MailEditor, type MailEditorEvents } from './mail-editor.ts';
import './rich.css';

interface RichTextProps extends Omit<MailEditorEvents, 'changed'> {
  /** What it begins with; afterwards the editor has the text. */
  readonly html: string;
  readonly autoFocus: boolean;
  readonly onChange: (content: MailContent) => void;
  /** null when it is gone. */
  readonly onEditor: (editor: MailEditor | null) => void;
}

export function RichText({ html, autoFocus, onChange, onEditor, ...events }: RichTextProps) {
  const t = useText();
  const element = useRef<HTMLDivElement>(null);
  const [start] = useState({ html, autoFocus });
  const told = useEffectEvent((): MailEditorEvents => ({ ...events, changed: onChange }));
  const has = useEffectEvent(onEditor);
  useEffect(() => {
    if (element.current === null) return undefined;
    const editor = createMailEditor(element.current, start.html, {
      changed: (content) => told().changed(content),
      linkWanted: () => told().linkWanted(),
      toolsWanted: () => told().toolsWanted(),
      filesPasted: (files) => told().filesPasted(files),
      tooMuchPasted: (cameIn) => told().tooMuchPasted(cameIn),
    });
    // An answer is written above what it quotes.
    if (start.autoFocus) editor.focus().moveCursorToStart();
    has(editor);
    return () => {
      has(null);
      editor.destroy();
    };
  }, [start]);
  return (
    <div
      ref={element}
      className="compose__text compose__text--rich quiet-scroll"
      role="textbox"
      aria-multiline
      aria-label={t('compose.text')}
      tabIndex={0}
    />
  );
}
