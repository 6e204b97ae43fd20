/** Where an event would be: it is on its way, gone, or cannot be read. */
import { Button } from '@fluentui/react-components';
import { useText } from '../../../text/text-root.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useProblemWords } from '../../frame/problem-notice.tsx';
import { PageHead } from '../../frame/page-head.tsx';
import { problemOf, type Reading } from '../../query/reading.ts';
import { goTo } from '../../router/navigation.ts';
import { useSignedIn } from '../../session/session-context.tsx';

export function EventReading({ reading }: { readonly reading: Reading<unknown> }) {
  const t = useText();
  const words = useProblemWords();
  const { queries } = useSignedIn();
  const problem = problemOf(reading);
  if (problem === null) return <p role="status">{t('console.event.reading')}</p>;
  const missing = problem.kind === 'missing';
  return (
    <>
      <PageHead title={t('console.places.events')} />
      <EmptyState
        icon="warning"
        title={missing ? t('console.event.missing') : words(problem)}
        action={
          <>
            {!missing && <Button onClick={queries.refresh}>{t('console.table.retry')}</Button>}
            <Button onClick={() => goTo({ route: 'events' })}>{t('console.event.toEvents')}</Button>
          </>
        }
      />
    </>
  );
}
