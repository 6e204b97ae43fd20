/** A draft under the person's hands: shown as typed, saved a moment after, sent with what was typed last. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallProblem } from '../../../shared/bridge/calls.ts';
import type { Draft, DraftContent } from '../../../shared/bridge/compose.ts';
import { useCall } from '../state/companion-context.tsx';
import { editableMail } from './rich/editable-mail.ts';

/** Short enough that a crash costs a word or two. */
const SAVE_AFTER_MS = 700;

export type DraftAction = 'send' | 'discard';

export interface DraftDesk {
  /** null while it is being read. */
  readonly draft: Draft | null;
  readonly problem: CallProblem | null;
  /** What was typed last is on disk. */
  readonly isSaved: boolean;
  readonly change: (change: Partial<DraftContent>) => void;
  readonly attach: (files: readonly File[]) => Promise<void>;
  readonly detach: (fileId: string) => Promise<void>;
  /** True when it was done. */
  readonly act: (action: DraftAction) => Promise<boolean>;
}

export function useDraft(id: string): DraftDesk {
  const call = useCall();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const [isSaved, setSaved] = useState(true);
  const latest = useRef<Draft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const keep = useCallback((next: Draft): void => {
    latest.current = next;
    setDraft(next);
  }, []);

  const isTyping = (): boolean => timer.current !== null;

  const save = useCallback(async (): Promise<boolean> => {
    if (timer.current === null) return true;
    clearTimeout(timer.current);
    timer.current = null;
    if (latest.current === null) return true;
    const { to, cc, bcc, subject, text, html } = latest.current;
    const answer = await call('draft.save', { id, content: { to, cc, bcc, subject, text, html } });
    if (answer.ok) setSaved(!isTyping());
    setProblem(answer.ok ? null : answer.problem);
    return answer.ok;
  }, [call, id]);

  useEffect(() => {
    let current = true;
    void call('draft.open', { id }).then((answer) => {
      if (!current) return;
      if (answer.ok) keep(editableDraft(answer.value));
      else setProblem(answer.problem);
    });
    return () => {
      current = false;
      void save();
    };
  }, [call, id, keep, save]);

  const withFiles = async (work: () => ReturnType<typeof call<'draft.attach'>>): Promise<boolean> => {
    const answer = await work();
    if (answer.ok && latest.current !== null) keep({ ...latest.current, files: answer.value.files });
    setProblem(answer.ok ? null : answer.problem);
    return answer.ok;
  };
  return {
    draft,
    problem,
    isSaved,
    change: (change) => {
      if (latest.current === null) return;
      keep({ ...latest.current, ...change });
      setSaved(false);
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), SAVE_AFTER_MS);
    },
    attach: async (files) => {
      for (const file of files) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const mediaType = file.type === '' ? 'application/octet-stream' : file.type;
        if (!(await withFiles(() => call('draft.attach', { id, name: file.name, mediaType, bytes })))) return;
      }
    },
    detach: async (fileId) => {
      await withFiles(() => call('draft.detach', { id, fileId }));
    },
    act: async (action) => {
      if (action === 'send' && !(await save())) return false;
      const answer = await call(action === 'send' ? 'outbox.send' : 'draft.discard', { id });
      setProblem(answer.ok ? null : answer.problem);
      return answer.ok;
    },
  };
}

/** More than the editor takes is edited as plain text: it would come in as nothing. */
function editableDraft(draft: Draft): Draft {
  const isTooLarge = draft.html !== null && editableMail(draft.html) === null;
  return isTooLarge ? { ...draft, html: null } : draft;
}
