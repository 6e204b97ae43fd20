/** Why a message is not written or sent now, in words for the log; the window has its own by code. */
import type { CallProblem } from '../../../shared/bridge/calls.ts';

const PROBLEMS = {
  'no-such-draft': 'there is no such draft (any more)',
  'no-such-message': 'there is no such message in the outbox',
  'not-in-dr': 'outside DR mode sending belongs to Outlook',
  'no-recipients': 'there is nobody to send it to',
  'too-many-recipients': 'there are more recipients than the gateway takes',
  'no-address': 'one of the recipients is no address',
  'files-too-large': 'the files together are larger than a message may be',
} as const;

export function composeProblem(code: keyof typeof PROBLEMS): CallProblem {
  return { code, field: null, message: PROBLEMS[code], retryAfterMs: null };
}
