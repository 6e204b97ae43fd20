/** What an import would do, or has done, in numbers. */
import type { ImportReport } from '../../../shared/http/import.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { OUTCOMES } from './outcomes.ts';

interface ImportSummaryProps {
  readonly report: ImportReport;
  readonly fileName: string;
  readonly done: boolean;
}

export function ImportSummary({ report: { counts }, fileName, done }: ImportSummaryProps) {
  const t = useText();
  const formats = useFormats();
  return (
    <section className="import-summary" aria-label={t('console.imports.result')}>
      <p role="status">
        <strong>{fileName}.</strong> {t(done ? 'console.imports.isDone' : 'console.imports.dryRun')}
      </p>
      <dl>
        {OUTCOMES.map(({ outcome, icon, tone }) => (
          <div
            key={outcome}
            className={`import-count import-count--${counts[outcome] === 0 ? 'none' : tone}`}
          >
            <Icon name={icon satisfies IconName} size={16} />
            <dt>{t(`console.imports.outcomes.${outcome}`)}</dt>
            <dd className="figures">{formats.number(counts[outcome])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
