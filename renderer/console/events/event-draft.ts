/** The form's content and what is sent of it; the rules themselves are the service's. */
import type { RestProblem } from '../api/rest-types.ts';
import type { NewEvent } from '../api/resources.ts';

export interface EventDraft {
  readonly description: string;
  readonly affectedGroupId: string;
  readonly outlookContinuity: boolean;
  readonly timeZone: string;
  readonly startsNow: boolean;
  /** As a date-time field gives it: `2026-11-23T09:00`, local in `timeZone`. */
  readonly start: string;
  readonly eternal: boolean;
  readonly end: string;
  readonly startMessage: string;
  readonly endMessage: string;
}

export const EMPTY_DRAFT: EventDraft = {
  description: '',
  affectedGroupId: '',
  outlookContinuity: true,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  startsNow: true,
  start: '',
  eternal: true,
  end: '',
  startMessage: '',
  endMessage: '',
};

/** null while something that the service needs to judge it is missing. Without a `start` it starts when the service gets it. */
export function toNewEvent(draft: EventDraft): NewEvent | null {
  if (draft.affectedGroupId === '') return null;
  if (!draft.startsNow && draft.start === '') return null;
  if (!draft.eternal && draft.end === '') return null;
  return {
    description: draft.description.trim(),
    affectedGroupId: draft.affectedGroupId,
    outlookContinuity: draft.outlookContinuity,
    cloudPasswordReset: 'never',
    timeZone: draft.timeZone,
    ...(draft.startsNow ? {} : { start: { local: draft.start } }),
    end: draft.eternal ? null : { local: draft.end },
    startMessage: draft.startMessage,
    endMessage: draft.endMessage,
  };
}

/** The service's words for a field of the form, where it refused one. */
export function errorAt(errors: RestProblem['fields'], field: string): string | undefined {
  return errors.find(({ pointer }) => pointer === `/${field}` || pointer.startsWith(`/${field}/`))?.message;
}
