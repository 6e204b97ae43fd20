/** What the formatted text, its toolbar and its link dialog know of each other. */
import { useRef, useState, type RefObject } from 'react';
import type { MailEditor } from './mail-editor.ts';

export interface Writing {
  /** null while nothing formatted is being written. */
  readonly editor: MailEditor | null;
  readonly setEditor: (editor: MailEditor | null) => void;
  readonly isLinking: boolean;
  readonly link: (isLinking: boolean) => void;
  /** The toolbar's button that Tab and Alt+F10 lead to. */
  readonly entrance: RefObject<HTMLButtonElement | null>;
}

export function useMailEditor(): Writing {
  const [editor, setEditor] = useState<MailEditor | null>(null);
  const [isLinking, link] = useState(false);
  const entrance = useRef<HTMLButtonElement>(null);
  return { editor, setEditor, isLinking, link, entrance };
}
