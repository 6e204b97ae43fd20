/** Which elements the caret stands in, kept up with the editor. */
import { useCallback, useSyncExternalStore } from 'react';
import type { MailEditor } from './mail-editor.ts';

const TELLING = ['pathChange', 'select', 'cursor', 'input'];

/** The tags of those asked for; none while there is no editor. */
export function useFormatsAtCaret(editor: MailEditor | null, tags: readonly string[]): ReadonlySet<string> {
  const subscribe = useCallback(
    (listener: () => void) => {
      for (const type of TELLING) editor?.addEventListener(type, listener);
      return () => {
        for (const type of TELLING) editor?.removeEventListener(type, listener);
      };
    },
    [editor],
  );
  // One text, because a new array each time would never come to rest.
  const found = useSyncExternalStore(subscribe, () =>
    editor === null ? '' : tags.filter((tag) => editor.hasFormat(tag)).join(' '),
  );
  return new Set(found.split(' '));
}
