/** Takes links from wherever they come (this start, a second one, the system's `open-url`), asks once, and keeps the answer. */
import { createEmitter, type Stop } from '../../../shared/lib/emitter.ts';
import type { Log } from '../../device/ports.ts';
import { answerQuestion, NO_ENROLMENT, takeLink, type Enrolment } from './enrolment.ts';
import { linkAmong, parseEnrolLink } from './enrol-link.ts';

export interface EnrolmentKeeper {
  readonly current: () => Enrolment;
  /** Of a command line; whatever else stands there is nothing to it. */
  readonly takeFrom: (argv: readonly string[]) => void;
  /** A new question stands there. */
  readonly onQuestion: (listener: () => void) => Stop;
  readonly answer: (answer: { readonly id: number; readonly accept: boolean }) => void;
}

export interface EnrolmentDeps {
  readonly nowMs: () => number;
  /** A question is new, or was answered. */
  readonly changed: () => void;
  readonly log: Log;
}

export function keepEnrolment({ nowMs, changed, log }: EnrolmentDeps): EnrolmentKeeper {
  const asked = createEmitter<null>();
  let current = NO_ENROLMENT;
  const become = (next: Enrolment): void => {
    if (next === current) return;
    current = next;
    changed();
    if (next.question !== null) asked.emit(null);
  };
  return {
    current: () => current,
    takeFrom(argv) {
      const text = linkAmong(argv);
      if (text === null) return;
      const link = parseEnrolLink(text);
      if (link.ok) become(takeLink(current, link.value, nowMs()));
      // Without the link: whoever wrote it could write anything into the log.
      else log.write('warn', 'a link is not taken', { problem: link.problem });
    },
    onQuestion: (listener) => asked.subscribe(listener),
    answer: (answer) => become(answerQuestion(current, answer, nowMs())),
  };
}
