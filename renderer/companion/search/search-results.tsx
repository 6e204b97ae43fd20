/** What a search found, in the list's place, as it is typed. */
import { Button } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { CallAnswer } from '../../../shared/bridge/calls.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import type { ListEntry } from '../inbox/group-rows.ts';
import { MessageList } from '../inbox/message-list.tsx';
import { useCompanion, useView } from '../state/companion-context.tsx';
import { useAnswer } from '../state/use-answer.ts';
import { useSettled } from '../state/use-settled.ts';
import './search.css';

const MOST_RESULTS = 200;
/** Between two key strokes of a fast typist; a shorter wait only asks in vain. */
const SETTLE_MS = 120;

interface SearchResultsProps {
  /** The cache's: new mail may be found too. */
  readonly generation: number;
  readonly nowMs: number;
}

export function SearchResults({ generation, nowMs }: SearchResultsProps) {
  const typed = useView((view) => view.searchText.trim());
  const text = useSettled(typed, SETTLE_MS);
  const input = useMemo(() => (text === '' ? null : { text, limit: MOST_RESULTS }), [text]);
  const asked = useAnswer('mail.search', input, generation);
  return (
    <>
      <ResultsHead text={typed} />
      {asked.state === 'answered' && <Found answer={asked.answer} nowMs={nowMs} />}
    </>
  );
}

function ResultsHead({ text }: { readonly text: string }) {
  const t = useText();
  const { views } = useCompanion();
  return (
    <header className="inbox__head search__head">
      <h2 dir="auto">{t('mail.search.title', { text })}</h2>
      <Button
        appearance="subtle"
        icon={<Icon name="cross" size={16} />}
        aria-label={t('mail.search.back')}
        onClick={() => views.setState({ searchText: '' })}
      />
    </header>
  );
}

interface FoundProps {
  readonly answer: CallAnswer<'mail.search'>;
  readonly nowMs: number;
}

function Found({ answer, nowMs }: FoundProps) {
  const t = useText();
  const formats = useFormats();
  const rows = answer.ok ? answer.value : null;
  const entries = useMemo(
    () => (rows ?? []).map((row, position): ListEntry => ({ kind: 'row', key: row.id, row, position })),
    [rows],
  );
  if (!answer.ok) {
    return (
      <div className="inbox__problem">
        <MessageBar tone="bad" role="alert">
          {t('mail.search.failed', { problem: callProblemWords(answer.problem, t, formats) })}
        </MessageBar>
      </div>
    );
  }
  const count = entries.length;
  return (
    <>
      <p className="search__count figures" role="status">
        {count >= MOST_RESULTS ? t('mail.search.countAtLeast', { count }) : t('mail.search.count', { count })}
      </p>
      {count === 0 ? (
        <EmptyState icon="search" title={t('mail.search.none')}>
          {t('mail.search.noneText')}
        </EmptyState>
      ) : (
        <MessageList
          label={t('mail.list')}
          entries={entries}
          total={count}
          loaded={count}
          onReach={nothingMore}
          nowMs={nowMs}
          dated
        />
      )}
    </>
  );
}

/** A search brings all its results at once. */
function nothingMore(): void {
  return undefined;
}
