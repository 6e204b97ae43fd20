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

/** Codes that say more than the kind, and need no name from the service to say it. */
const KNOWN = [
  'nested-circle',
  'unsupported-list',
  'directory-group',
  'member-through-group',
  'last-administrator',
  'already-set-up',
  'not-active',
] as const;

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
  return ({ kind, code, message }) => {
    const known = KNOWN.find((one) => one === code);
    if (known !== undefined) return t(`console.problems.codes.${known}`);
    const words = t(`console.problems.${kind}`);
    return SPEAKS_FOR_ITSELF.has(kind) ? words : `${words} ${message}`;
  };
}
