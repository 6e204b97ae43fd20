/** The editor of formatted text: Squire, with the project's own sanitiser at every way in, and an undo that parses nothing. */
import Squire from 'squire-rte';
import { editableMail } from './editable-mail.ts';
import { plainText } from './plain-lines.ts';

export interface MailContent {
  readonly html: string;
  readonly text: string;
}

export class MailEditor extends Squire {
  /** What was there at each step of undo, as nodes: the page's policy lets no text become HTML (security 7). */
  declare private steps: Node[][] | undefined;

  override _recordUndoState(range: Range, replace?: boolean): Squire {
    super._recordUndoState(range, replace);
    // Squire's own constructor comes here, before any field of this class could be.
    this.steps ??= [];
    this.steps[this._undoIndex] = copies(this._root.childNodes);
    return this;
  }

  override _setRawHTML(): Squire {
    this._root.replaceChildren(...copies(this.steps?.[this._undoIndex] ?? []));
    this._ignoreChange = true;
    return this;
  }
}

function copies(nodes: Iterable<Node>): Node[] {
  return Array.from(nodes, (node) => node.cloneNode(true));
}

export interface MailEditorEvents {
  readonly changed: (content: MailContent) => void;
  /** Ctrl+K, as everywhere. */
  readonly linkWanted: () => void;
  /** Alt+F10, as in other editors. */
  readonly toolsWanted: () => void;
  readonly filesPasted: (files: readonly File[]) => void;
  /** More formatting than can be edited: what came in instead. */
  readonly tooMuchPasted: (cameIn: 'text' | 'nothing') => void;
}

/** `element` becomes the editor; `destroy` lets go of it. */
export function createMailEditor(element: HTMLElement, html: string, events: MailEditorEvents): MailEditor {
  const asPlain = plainSideOfPastes(element, events);
  const editor = new MailEditor(element, {
    blockAttributes: { dir: 'auto' },
    sanitizeToDOMFragment: (given) => editableMail(given) ?? asPlain(),
    didError: (cause) => reportError(cause),
  });
  editor.setHTML(html);
  setKeys(editor, events);
  editor.addEventListener('input', () => {
    events.changed({ html: editor.getHTML(), text: plainText(editor.getRoot()) });
  });
  editor.addEventListener('pasteImage', (pasted) => {
    events.filesPasted(filesOf(pasted));
  });
  return editor;
}

/** What the last paste or drop says in plain text, as one element: the editor stays quick, however many lines it has. */
function plainSideOfPastes(
  element: HTMLElement,
  { tooMuchPasted }: MailEditorEvents,
): () => DocumentFragment {
  let text = '';
  const hear = (data: DataTransfer | null): void => {
    text = data?.getData('text/plain').replace(/\r\n?/gu, '\n') ?? '';
  };
  element.addEventListener('paste', ({ clipboardData }) => hear(clipboardData), { capture: true });
  element.addEventListener('drop', ({ dataTransfer }) => hear(dataTransfer), { capture: true });
  return () => {
    const fragment = document.createDocumentFragment();
    tooMuchPasted(text === '' ? 'nothing' : 'text');
    if (text === '') return fragment;
    const block = document.createElement('pre');
    block.textContent = text;
    fragment.append(block);
    return fragment;
  };
}

function setKeys(editor: MailEditor, { linkWanted, toolsWanted }: MailEditorEvents): void {
  // They scroll, as in every other field; and code is nothing that people write by accident.
  for (const key of ['PageUp', 'PageDown', 'Ctrl-d', 'Meta-d']) editor.setKeyHandler(key, null);
  editor.setKeyHandler('Alt-F10', taken(toolsWanted));
  for (const modifier of ['Ctrl-', 'Meta-']) {
    editor.setKeyHandler(`${modifier}k`, taken(linkWanted));
    // With Caps Lock the same key is another letter.
    for (const letter of 'biukyz')
      editor.setKeyHandler(
        `${modifier}${letter.toUpperCase()}`,
        editor._keyHandlers[`${modifier}${letter}`] ?? null,
      );
  }
}

function taken(act: () => void): (editor: Squire, pressed: KeyboardEvent) => void {
  return (_, pressed) => {
    pressed.preventDefault();
    act();
  };
}

function filesOf(pasted: Event): readonly File[] {
  if (!(pasted instanceof CustomEvent)) return [];
  const { clipboardData } = pasted.detail as { readonly clipboardData?: DataTransfer };
  return [...(clipboardData?.files ?? [])];
}
