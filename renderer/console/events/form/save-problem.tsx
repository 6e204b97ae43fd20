/** Why it was not saved, in words, and that nothing typed is lost by it. */
import { Button } from '@fluentui/react-components';
import { useText } from '../../../text/text-root.tsx';
import { MessageBar } from '../../../ui/message-bar.tsx';
import { useProblemWords } from '../../frame/problem-notice.tsx';
import type { Drafting } from './use-draft.ts';
import type { Saving } from './use-save.ts';

interface SaveProblemProps {
  readonly saving: Saving;
  readonly drafting: Drafting;
}

export function SaveProblem({
  saving: { problem, save },
  drafting: { draft, base, rebase },
}: SaveProblemProps) {
  const t = useText();
  const words = useProblemWords();
  if (problem === null) return null;
  if (problem.kind === 'missing' && base !== null) {
    const asNew = { draft, base: null };
    const saveAsNew = () => {
      rebase(asNew);
      void save(asNew);
    };
    return (
      <MessageBar
        tone="bad"
        role="alert"
        actions={
          <Button size="small" onClick={saveAsNew}>
            {t('console.form.saveAsNew')}
          </Button>
        }
      >
        {t('console.form.gone')}
      </MessageBar>
    );
  }
  return (
    <MessageBar tone="bad" role="alert">
      {problem.fields.length > 0
        ? t('console.form.fieldsRefused')
        : t('console.form.notSaved', { problem: words(problem) })}
    </MessageBar>
  );
}
