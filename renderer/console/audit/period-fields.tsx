/** From which day to which. */
import { useText } from '../../text/text-root.tsx';
import type { Query } from '../router/routes.ts';

interface PeriodFieldsProps {
  readonly query: Query;
  readonly onChange: (name: string, value: string) => void;
}

export function PeriodFields({ query, onChange }: PeriodFieldsProps) {
  const t = useText();
  return (
    <span className="period-fields">
      {(['from', 'to'] as const).map((name) => (
        <label key={name} className={`table-filter${query[name] === undefined ? '' : ' table-filter--on'}`}>
          <span>{t(`console.audit.${name}`)}</span>
          <input
            type="date"
            value={query[name] ?? ''}
            onChange={({ target }) => onChange(name, target.value)}
          />
        </label>
      ))}
    </span>
  );
}
