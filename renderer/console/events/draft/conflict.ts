/** Two edits of one continuity event: what each changed of the version that both began with, and one made of the two (pure). */
import type { EventView } from '../../../../shared/http/continuity-events.ts';
import { inputOf, draftOf, type EventDraft } from './event-draft.ts';

/** What is chosen as one: Eternal and the end belong together. */
const CHOICES = {
  description: ['description'],
  affectedGroupId: ['affectedGroupId'],
  notes: ['notes'],
  outlookContinuity: ['outlookContinuity'],
  expandDistributionLists: ['expandDistributionLists'],
  pauseInboundDelivery: ['pauseInboundDelivery'],
  cloudPasswordReset: ['cloudPasswordReset'],
  timeZone: ['timeZone'],
  start: ['startsNow', 'start'],
  end: ['eternal', 'end'],
  startMessage: ['startMessage'],
  endMessage: ['endMessage'],
  smsGroupId: ['smsGroupId'],
  startSms: ['startSms'],
  startSmsLeadMinutes: ['startSmsLeadMinutes'],
  endSms: ['endSms'],
} as const satisfies Readonly<Record<string, readonly (keyof EventDraft)[]>>;

export type ChoiceField = keyof typeof CHOICES;
export type Side = 'mine' | 'theirs';

export interface Difference {
  readonly field: ChoiceField;
  /** Who changed it since the version that both began with. */
  readonly changedBy: Side | 'both';
}

/** Fields in which the draft and the saved event differ, in the form's order. */
export function differences(mine: EventDraft, base: EventView, theirs: EventView): readonly Difference[] {
  const [own, before, other] = [sayingOf(mine), sayingOf(draftOf(base)), sayingOf(draftOf(theirs))];
  return (Object.keys(CHOICES) as ChoiceField[]).flatMap((field) => {
    if (own[field] === other[field]) return [];
    const [mineMoved, theirsMoved] = [own[field] !== before[field], other[field] !== before[field]];
    return [{ field, changedBy: mineMoved && theirsMoved ? 'both' : theirsMoved ? 'theirs' : 'mine' }];
  });
}

/** What is taken where nobody says otherwise: what one side alone changed; one's own where both did. */
export function usualSide({ changedBy }: Difference): Side {
  return changedBy === 'theirs' ? 'theirs' : 'mine';
}

/** The draft with the fields that are taken from theirs. */
export function merged(
  mine: EventDraft,
  theirs: EventView,
  sides: readonly (readonly [ChoiceField, Side])[],
): EventDraft {
  const other = draftOf(theirs);
  const taken = sides.flatMap(([field, side]) => (side === 'mine' ? [] : CHOICES[field]));
  const parts: Partial<EventDraft> = Object.fromEntries(taken.map((part) => [part, other[part]]));
  return { ...mine, ...parts };
}

/** What each field says, comparable; a time that is not settled says what was typed. */
function sayingOf(draft: EventDraft): Readonly<Record<ChoiceField, string>> {
  const input = inputOf({ ...draft, affectedGroupId: draft.affectedGroupId || '-' });
  const said = (field: ChoiceField): unknown =>
    input !== null && field !== 'affectedGroupId' ? input[field] : CHOICES[field].map((part) => draft[part]);
  return Object.fromEntries(
    (Object.keys(CHOICES) as ChoiceField[]).map((field) => [field, JSON.stringify(said(field) ?? null)]),
  ) as Record<ChoiceField, string>;
}
