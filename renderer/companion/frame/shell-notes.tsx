/** What the person should know of this start: lines at the top of the window, until they are dismissed. */
import { useState } from 'react';
import type { ShellNote } from '../../../shared/bridge/settings.ts';
import { MessageBar } from '../../ui/message-bar.tsx';
import { useText } from '../../text/text-root.tsx';

export function ShellNotes({ notes }: { readonly notes: readonly ShellNote[] }) {
  const t = useText();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const open = notes.filter((note) => !dismissed.has(keyOf(note)));
  return open.map((note) => (
    <div key={keyOf(note)} className="window__problem">
      <MessageBar
        tone="warn"
        role="status"
        actions={
          <button
            type="button"
            className="frame__link"
            onClick={() => setDismissed(new Set([...dismissed, keyOf(note)]))}
          >
            {t('frame.notes.dismiss')}
          </button>
        }
      >
        <NoteWords note={note} />
      </MessageBar>
    </div>
  ));
}

function NoteWords({ note: { kind, place, broken } }: { readonly note: ShellNote }) {
  const t = useText();
  if (kind !== 'organisation') return t(`frame.notes.${kind}`, { place });
  const rule = t(`frame.notes.rules.${broken?.rule ?? 'unreadable'}`);
  const field = broken?.field ?? null;
  return field === null
    ? t('frame.notes.organisationFile', { place, rule })
    : t('frame.notes.organisation', { place, field, rule });
}

function keyOf({ kind, place, broken }: ShellNote): string {
  return `${kind} ${place} ${broken?.field ?? ''}`;
}
