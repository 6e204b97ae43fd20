/** What the toolbar can make of the chosen text: by name, the element that shows it, and the keys that do the same. */
import type { IconName } from '../../../ui/icon.tsx';
import type { MailEditor } from './mail-editor.ts';

export interface Format {
  readonly name: 'bold' | 'italic' | 'underline' | 'bullets' | 'numbers' | 'quote';
  readonly icon: IconName;
  readonly tag: string;
  /** As `aria-keyshortcuts` writes them. */
  readonly keys: string;
  readonly on: (editor: MailEditor) => void;
  readonly off: (editor: MailEditor) => void;
}

export const FORMATS: readonly Format[] = [
  {
    ...{ name: 'bold', icon: 'bold', tag: 'B', keys: 'Control+B' },
    on: (editor) => editor.bold(),
    off: (editor) => editor.removeBold(),
  },
  {
    ...{ name: 'italic', icon: 'italic', tag: 'I', keys: 'Control+I' },
    on: (editor) => editor.italic(),
    off: (editor) => editor.removeItalic(),
  },
  {
    ...{ name: 'underline', icon: 'underline', tag: 'U', keys: 'Control+U' },
    on: (editor) => editor.underline(),
    off: (editor) => editor.removeUnderline(),
  },
  {
    ...{ name: 'bullets', icon: 'bullets', tag: 'UL', keys: 'Control+Shift+8' },
    on: (editor) => editor.makeUnorderedList(),
    off: (editor) => editor.removeList(),
  },
  {
    ...{ name: 'numbers', icon: 'numbers', tag: 'OL', keys: 'Control+Shift+9' },
    on: (editor) => editor.makeOrderedList(),
    off: (editor) => editor.removeList(),
  },
  {
    ...{ name: 'quote', icon: 'quote', tag: 'BLOCKQUOTE', keys: 'Control+]' },
    on: (editor) => editor.increaseQuoteLevel(),
    off: (editor) => editor.decreaseQuoteLevel(),
  },
];
