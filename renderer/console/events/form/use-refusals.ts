/** Why which field cannot be accepted: what the form sees itself once it was sent, and what the service says, asked or not. */
import { useText } from '../../../text/text-root.tsx';
import type { RestProblem } from '../../api/rest-types.ts';
import { useRefusalWords } from '../../frame/refusal-words.ts';
import { resolveTime } from '../draft/draft-time.ts';
import type { EventDraft } from '../draft/event-draft.ts';
import type { DraftProps } from './draft-props.ts';

interface Refusing {
  readonly draft: EventDraft;
  /** Nobody is told of an empty field before having had the chance to fill it. */
  readonly tried: boolean;
  readonly problems: readonly (RestProblem | null)[];
}

export function useRefusals({ draft, tried, problems }: Refusing): DraftProps['refusalOf'] {
  const t = useText();
  const words = useRefusalWords();
  const missing = tried ? missingIn(draft) : [];
  const errors = problems.flatMap((problem) => problem?.fields ?? []);
  return (field) => {
    if (missing.includes(field)) return t('console.refusals.required');
    const found = errors.find(({ pointer }) => pointer.split('/')[1] === field);
    if (found === undefined || isAsked(draft, field)) return undefined;
    return field === 'startSmsLeadMinutes' ? t('console.form.leadRefused') : words(found);
  };
}

/** Of a time that is not settled the form itself asks which. */
function isAsked(draft: EventDraft, field: keyof EventDraft): boolean {
  if (field !== 'start' && field !== 'end') return false;
  const { kind } = resolveTime(draft[field], draft.timeZone);
  return kind === 'gap' || kind === 'ambiguous';
}

export function missingIn(draft: EventDraft): readonly (keyof EventDraft)[] {
  const untimed = (field: 'start' | 'end') => resolveTime(draft[field], draft.timeZone).kind === 'missing';
  return [
    ...(draft.description.trim() === '' ? (['description'] as const) : []),
    ...(draft.affectedGroupId === '' ? (['affectedGroupId'] as const) : []),
    ...(!draft.startsNow && untimed('start') ? (['start'] as const) : []),
    ...(!draft.eternal && untimed('end') ? (['end'] as const) : []),
  ];
}
