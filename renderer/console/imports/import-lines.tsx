/** What becomes of each line of a file, and why not where it does not. */
import { useState } from 'react';
import type { ImportLine, ImportOutcome, ImportReport } from '../../../shared/http/import.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import { useRefusalWords } from '../frame/refusal-words.ts';
import { Sign } from '../sign.tsx';
import { lookOf, OUTCOMES } from './outcomes.ts';

/** Refused lines first: they are what has to be looked at. */
export function ImportLines({ report: { counts, lines } }: { readonly report: ImportReport }) {
  const t = useText();
  const [shown, setShown] = useState<ImportOutcome | 'all'>(counts.refused > 0 ? 'refused' : 'all');
  const rows = shown === 'all' ? lines : lines.filter(({ outcome }) => outcome === shown);
  const choices = [
    { value: 'all' as const, label: t('console.table.all') },
    ...OUTCOMES.map(({ outcome }) => ({
      value: outcome,
      label: t(`console.imports.outcomes.${outcome}`),
    })),
  ];
  return (
    <>
      <ChoiceChips label={t('console.imports.show')} choices={choices} value={shown} onChoose={setShown} />
      <DataTable
        label={t('console.imports.lines')}
        columns={useColumns()}
        rows={rows}
        total={rows.length}
        rowKey={({ line }) => String(line)}
        tall
        empty={<EmptyState icon="document" title={t('console.imports.noLine')} />}
      />
    </>
  );
}

function useColumns(): readonly Column<ImportLine>[] {
  const t = useText();
  const formats = useFormats();
  return [
    {
      id: 'line',
      title: t('console.imports.line'),
      minRem: 5,
      grow: 0,
      cell: ({ line }) => <span className="figures">{formats.number(line)}</span>,
    },
    { id: 'key', title: t('console.imports.key'), minRem: 12, grow: 2, cell: ({ key }) => key },
    {
      id: 'outcome',
      title: t('console.imports.outcome'),
      minRem: 8,
      cell: ({ outcome }) => {
        const { icon, tone } = lookOf(outcome);
        return (
          <Sign icon={icon} tone={tone}>
            {t(`console.imports.outcomes.${outcome}`)}
          </Sign>
        );
      },
    },
    {
      id: 'errors',
      title: t('console.imports.reason'),
      minRem: 18,
      grow: 4,
      cell: (line) => <Errors line={line} />,
    },
  ];
}

function Errors({ line: { errors } }: { readonly line: ImportLine }) {
  const words = useRefusalWords();
  if (errors.length === 0) return null;
  return (
    <ul>
      {errors.map((error, index) => (
        <li key={`${error.column} ${error.code} ${String(index)}`}>
          {error.column !== '' && <code>{error.column}</code>}{' '}
          {error.value !== undefined && <q>{error.value}</q>} {words(error)}
        </li>
      ))}
    </ul>
  );
}
