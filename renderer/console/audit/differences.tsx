/** What was before and what is after, field by field; told apart by sign and word, not by colour alone. */
import { useText } from '../../text/text-root.tsx';
import { AsideSection } from '../frame/beside.tsx';
import { valueText, type EntryDetail } from './difference.ts';

export function Differences({ detail: { differences, facts } }: { readonly detail: EntryDetail }) {
  const t = useText();
  if (differences.length + facts.length === 0) return <p>{t('console.audit.noDetail')}</p>;
  return (
    <AsideSection title={t('console.audit.difference')}>
      <dl className="difference">
        {differences.map(({ field, before, after }) => (
          <div key={field}>
            <dt>{field}</dt>
            {before !== undefined && <Side kind="before" value={before} />}
            {after !== undefined && <Side kind="after" value={after} />}
          </div>
        ))}
        {facts.map(({ field, value }) => (
          <div key={field}>
            <dt>{field}</dt>
            <Side kind="fact" value={value} />
          </div>
        ))}
      </dl>
    </AsideSection>
  );
}

interface SideProps {
  readonly kind: 'before' | 'after' | 'fact';
  readonly value: unknown;
}

function Side({ kind, value }: SideProps) {
  const t = useText();
  const text = valueText(value);
  return (
    <dd className={`difference__side difference__side--${kind}`}>
      {kind !== 'fact' && <span className="unseen">{t(`console.audit.${kind}`)}: </span>}
      {text === '' ? <em>{t('console.audit.nothing')}</em> : text}
    </dd>
  );
}
