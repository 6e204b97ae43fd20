/** Judges what notices say: the words of their own event, and leaving only what was begun (G12, G13). */
import type { Notice } from '../../shared/domain/notice.ts';
import type { Oracle } from './oracle.ts';
import type { Verdict } from './verdict.ts';

/** `startWasShown`: to the same registration. */
export type ContentJudge = (index: number, notice: Notice, startWasShown: boolean) => void;

export function createContentJudge({
  oracle,
  verdict,
}: {
  readonly oracle: Oracle;
  readonly verdict: Verdict;
}): ContentJudge {
  return (index, { kind, eventId, text, description }, startWasShown) => {
    const fail = (rule: string, what: string): void =>
      verdict.fail(rule, `computer ${index} ${what} (${description})`);
    const { starts, ends } = oracle.words(eventId);
    if (kind === 'start' && !starts.has(text))
      fail('G12', `showed a start in words that are not its own: "${text}"`);
    if (kind === 'end' && !ends.has(text))
      fail('G12', `showed an end in words that are not its own: "${text}"`);
    if (kind === 'left' && !startWasShown)
      fail('G13', 'said that it left an event whose start it never showed');
  };
}
