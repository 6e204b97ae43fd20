/** One question at a time about a link that came from outside: pure, so that no flood of links asks twice or swaps what is asked. */
import type { EnrolLink } from './enrol-link.ts';

export interface Enrolment {
  /** What the person is asked now. The first link stays: a second one must not take its place under the person's finger. */
  readonly question: { readonly id: number; readonly link: EnrolLink } | null;
  /** What the person agreed to last: fills in the sign-in page, and no more. */
  readonly offer: { readonly id: number; readonly link: EnrolLink } | null;
  readonly lastId: number;
  /** Until then links are not asked about: a page that sends them again and again got its answer. */
  readonly quietUntilMs: number;
}

export const NO_ENROLMENT: Enrolment = { question: null, offer: null, lastId: 0, quietUntilMs: 0 };

/** Long enough to close the page that sends them, short enough for a person who pressed the wrong button. */
const QUIET_MS = 10_000;

export function takeLink(before: Enrolment, link: EnrolLink, nowMs: number): Enrolment {
  if (before.question !== null || nowMs < before.quietUntilMs) return before;
  const id = before.lastId + 1;
  return { ...before, lastId: id, question: { id, link } };
}

/** An answer to another question than the one that is asked is none. */
export function answerQuestion(
  before: Enrolment,
  answer: { readonly id: number; readonly accept: boolean },
  nowMs: number,
): Enrolment {
  const { question } = before;
  if (question?.id !== answer.id) return before;
  return answer.accept
    ? { ...before, question: null, offer: question }
    : { ...before, question: null, quietUntilMs: nowMs + QUIET_MS };
}
