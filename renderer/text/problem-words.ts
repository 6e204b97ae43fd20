/** Words for a code: what the UI knows, else what came with it. */
import type { TFunction } from 'i18next';
import type { CallProblem } from '../../shared/bridge/calls.ts';
import type { LinkView } from '../../shared/bridge/snapshot.ts';
import { failureWords } from './failure-words.ts';
import type { Formats } from './formats.ts';
import { en } from './en.ts';

type KnownCode = keyof (typeof en)['problems']['codes'];

function isKnown(code: string): code is KnownCode {
  return Object.hasOwn(en.problems.codes, code);
}

/** `fallback` is plain English from where the code came. */
export function problemWords(code: string, t: TFunction, fallback = code): string {
  return isKnown(code) ? t(`problems.codes.${code}`) : fallback;
}

/** Why there is no link, and what to do about it; empty while there is nothing to say. */
export function linkProblemWords({ problem, failure }: LinkView, t: TFunction, formats: Formats): string {
  if (failure !== null) return failureWords(failure, t, formats, Date.now()).text;
  return problem === null ? '' : problemWords(problem, t);
}

/** A refused call in words, with when to come back where that is known. */
export function callProblemWords(problem: CallProblem, t: TFunction, formats: Formats): string {
  const words =
    problem.failure === undefined
      ? problemWords(problem.code, t, problem.message)
      : failureWords(problem.failure, t, formats, Date.now()).text;
  if (problem.retryAfterMs === null) return words;
  return `${words} ${t('problems.retryAfter', { delay: formats.span(problem.retryAfterMs) })}`;
}
