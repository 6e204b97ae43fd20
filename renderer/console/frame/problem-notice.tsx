/** What went wrong, where it belongs. */
import { useText } from '../../text/text-root.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { useRefusalWords } from './refusal-words.ts';

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
  const refusal = useRefusalWords();
  return (problem) => {
    const { kind, message, fields } = problem;
    if (kind === 'unreachable') return t('console.problems.unreachable');
    if (fields.length > 0) return [...new Set(fields.map(refusal))].join(' ');
    const what = t(`console.problems.${kind === 'unreadable' ? kind : 'refused'}`);
    return refusal({ ...problem, message: `${what} ${message}` });
  };
}
