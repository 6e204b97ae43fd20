/** Saves a draft: as a new event, or as an edit of the version that it was made from. A refusal leaves everything as it was typed. */
import { useState } from 'react';
import { eventViewSchema, type EventView } from '../../../../shared/http/continuity-events.ts';
import type { RestAnswer, RestProblem } from '../../api/rest-types.ts';
import { useSignedIn } from '../../session/session-context.tsx';
import { inputOf, patchOf } from '../draft/event-draft.ts';
import type { KeptDraft } from '../draft/kept-drafts.ts';
import { eventPath } from '../event-words.ts';

export interface Saving {
  readonly saving: boolean;
  readonly problem: RestProblem | null;
  /** Somebody else has saved another version since. */
  readonly theirs: EventView | null;
  readonly save: (kept: KeptDraft) => Promise<void>;
  /** The person has mended these fields, or is doing so. */
  readonly mended: (fields: readonly string[]) => void;
  readonly settled: () => void;
}

export function useSave(saved: (event: EventView) => void): Saving {
  const { client, queries } = useSignedIn();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const [theirs, setTheirs] = useState<EventView | null>(null);

  const send = async ({ draft, base }: KeptDraft): Promise<RestAnswer<EventView> | null> => {
    if (base === null) {
      const input = inputOf(draft);
      return input === null ? null : client.create('/events', input, eventViewSchema);
    }
    const patch = patchOf(draft, base);
    return patch === null ? null : client.patch(eventPath(base.id), patch, eventViewSchema, base.version);
  };
  const save = async (kept: KeptDraft): Promise<void> => {
    setSaving(true);
    const answer = await send(kept);
    const latest =
      kept.base !== null && answer?.ok === false && answer.problem.kind === 'outdated'
        ? await client.get(eventPath(kept.base.id), eventViewSchema)
        : null;
    setSaving(false);
    if (answer === null) return;
    if (answer.ok) {
      queries.changed({ kind: 'continuity-event', id: answer.value.id });
      saved(answer.value);
    } else if (latest?.ok === true) setTheirs(latest.value);
    else setProblem(latest?.problem ?? answer.problem);
  };
  const mended = (fields: readonly string[]): void =>
    setProblem((before) => {
      if (before === null || before.fields.length === 0) return before;
      const left = before.fields.filter(({ pointer }) => !fields.includes(pointer.split('/')[1] ?? ''));
      return left.length === 0 ? null : { ...before, fields: left };
    });
  return { saving, problem, theirs, save, mended, settled: () => setTheirs(null) };
}
