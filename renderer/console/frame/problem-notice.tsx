/** What went wrong, where it belongs. */
import { useText } from '../../text/text-root.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import type { RestProblem } from '../api/rest-types.ts';

/** Kinds whose own words say everything. */
const SPEAKS_FOR_ITSELF: ReadonlySet<RestProblem['kind']> = new Set([
  'unauthorised',
  'limited',
  'missing',
  'outdated',
  'unreachable',
]);

/** For what the person has just asked for; it is read out at once. */
export function ProblemNotice({ problem }: { readonly problem: RestProblem | null }) {
  const words = useProblemWords();
  if (problem === null) return null;
  return (
    <MessageBar tone="bad" role="alert">
      {words(problem)}
    </MessageBar>
  );
}

export function useProblemWords(): (problem: RestProblem) => string {
  const t = useText();
  return ({ kind, message }) => {
    const words = t(`console.problems.${kind}`);
    return SPEAKS_FOR_ITSELF.has(kind) ? words : `${words} ${message}`;
  };
}
