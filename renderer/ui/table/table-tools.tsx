/** Above a table: search, filters, how many rows there are, and what can be done with them all. */
import type { ReactNode } from 'react';
import { SearchField } from './search-field.tsx';
import './table-tools.css';

export interface TableFilter {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Empty: all. */
  readonly value: string;
  /** What stands for no choice, where that is not simply all. */
  readonly unset?: string;
}

interface TableToolsProps {
  readonly search: { readonly label: string; readonly value: string };
  readonly onSearch: (text: string) => void;
  readonly filters?: readonly TableFilter[];
  readonly onFilter?: (name: string, value: string) => void;
  /** What stands for no choice in a filter: All. */
  readonly all: string;
  /** `240 devices`; said to who does not see it whenever it changes. */
  readonly count: string;
  /** There while something is searched or filtered. */
  readonly clear?: ReactNode;
  /** Export, import. */
  readonly children?: ReactNode;
}

export function TableTools(props: TableToolsProps) {
  const { search, onSearch, filters = [], onFilter = () => {}, all, count, clear, children } = props;
  return (
    <div className="table-tools">
      <SearchField {...search} onSearch={onSearch} />
      {filters.map((filter) => (
        <FilterSelect
          key={filter.name}
          {...filter}
          all={filter.unset ?? all}
          onChoose={(value) => onFilter(filter.name, value)}
        />
      ))}
      {clear}
      <p className="table-tools__count figures" role="status">
        {count}
      </p>
      {children}
    </div>
  );
}

interface FilterSelectProps extends TableFilter {
  readonly all: string;
  readonly onChoose: (value: string) => void;
}

function FilterSelect({ label, choices, value, all, onChoose }: FilterSelectProps) {
  return (
    <label className={`table-filter${value === '' ? '' : ' table-filter--on'}`}>
      <span>{label}</span>
      <select value={value} onChange={({ target }) => onChoose(target.value)}>
        <option value="">{all}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}
