/** The draft of one form, kept by this tab as it is typed, so that a reload or the end of a session loses nothing. */
import { useEffect, useState } from 'react';
import type { EventDraft } from '../draft/event-draft.ts';
import { forgetDraft, keepDraft, readKeptDraft, type KeptDraft } from '../draft/kept-drafts.ts';

export interface Drafting extends KeptDraft {
  /** What was typed here before has come back. */
  readonly restored: boolean;
  readonly change: (changed: Partial<EventDraft>) => void;
  /** The draft stands upon another saved version, or has become another. */
  readonly rebase: (kept: KeptDraft) => void;
  /** As the form was before anything was typed. */
  readonly startOver: () => void;
  /** It is saved, or not wanted any more. */
  readonly forget: () => void;
}

interface DraftState extends KeptDraft {
  readonly restored: boolean;
  readonly touched: boolean;
}

/** `address` tells forms apart; `fresh` is what it begins with. */
export function useDraft(address: string, fresh: KeptDraft): Drafting {
  const [state, setState] = useState<DraftState>(() => {
    const kept = readKeptDraft(sessionStorage, address);
    return kept === null
      ? { ...fresh, restored: false, touched: false }
      : { ...kept, restored: true, touched: true };
  });
  const { draft, base, touched, restored } = state;
  useEffect(() => {
    if (touched) keepDraft(sessionStorage, address, { draft, base });
  }, [address, touched, draft, base]);
  const forget = () => {
    setState((before) => ({ ...before, touched: false }));
    forgetDraft(sessionStorage, address);
  };
  return {
    draft,
    base,
    restored,
    forget,
    change: (changed) =>
      setState((before) => ({ ...before, draft: { ...before.draft, ...changed }, touched: true })),
    rebase: (kept) => setState({ ...kept, restored: false, touched: true }),
    startOver: () => {
      forget();
      setState({ ...fresh, restored: false, touched: false });
    },
  };
}
