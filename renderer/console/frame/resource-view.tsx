/** One resource as a page shows it: on its way, not there, or what it is, with a word when that is old. */
import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import type { Reading } from '../query/reading.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { useProblemWords } from './problem-notice.tsx';

interface ResourceViewProps<Value> {
  readonly reading: Reading<Value>;
  readonly children: (value: Value, nowMs: number) => ReactNode;
}

export function ResourceView<Value>({ reading, children }: ResourceViewProps<Value>) {
  const t = useText();
  const formats = useFormats();
  const words = useProblemWords();
  const { queries } = useSignedIn();
  if (reading.step === 'loading') return <p role="status">{t('console.table.loading')}</p>;
  if (reading.step === 'failed') {
    return (
      <EmptyState
        icon="warning"
        title={words(reading.problem)}
        action={<Button onClick={queries.refresh}>{t('console.table.retry')}</Button>}
      />
    );
  }
  const { value, readAtMs, problem } = reading;
  return (
    <>
      {problem !== null && (
        <MessageBar tone="warn" role="status">
          {t('console.table.stale', { time: formats.time(readAtMs), problem: words(problem) })}
        </MessageBar>
      )}
      {children(value, readAtMs)}
    </>
  );
}
