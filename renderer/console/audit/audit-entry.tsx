/** One entry of the audit log beside it: who, when, and what it changed as a difference. */
import { auditViewSchema, type AuditView } from '../../../shared/http/audit.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Facts } from '../../ui/card.tsx';
import { ActorName } from '../frame/actor-name.tsx';
import { Aside, AsideSection } from '../frame/beside.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { addressOf, type Query } from '../router/routes.ts';
import { pageOfTarget, useActionWords } from './audit-words.ts';
import { detailOf, nameOf } from './difference.ts';
import { Differences } from './differences.tsx';

interface AuditEntryProps {
  readonly seq: string;
  /** Of the log that it stands beside. */
  readonly query: Query;
}

export function AuditEntry({ seq, query }: AuditEntryProps) {
  const t = useText();
  const words = useActionWords();
  const reading = useResource(`/audit/${encodeURIComponent(seq)}`, auditViewSchema);
  const entry = valueOf(reading);
  return (
    <Aside
      title={entry === null ? t('console.audit.entry', { seq }) : words(entry.action)}
      subtitle={entry === null ? undefined : t('console.audit.entry', { seq })}
      back={{ route: 'audit', query }}
    >
      <ResourceView reading={reading}>{(value, nowMs) => <Entry entry={value} nowMs={nowMs} />}</ResourceView>
    </Aside>
  );
}

interface EntryProps {
  readonly entry: AuditView;
  readonly nowMs: number;
}

function Entry({ entry, nowMs }: EntryProps) {
  const t = useText();
  const formats = useFormats();
  const { at, actor, action, service, detail, hash, prevHash } = entry;
  return (
    <>
      <Facts
        rows={[
          { name: t('console.audit.at'), value: formats.dayTimeZone(Date.parse(at), nowMs) },
          { name: t('console.audit.utc'), value: <code>{at}</code> },
          { name: t('console.audit.actor'), value: <ActorName actor={actor} /> },
          { name: t('console.audit.target'), value: <Target entry={entry} /> },
          { name: t('console.audit.code'), value: <code>{action}</code> },
          { name: t('console.audit.service'), value: <ServiceName service={service} /> },
        ]}
      />
      <Differences detail={detailOf(detail)} />
      <AsideSection title={t('console.audit.chain')}>
        <dl className="audit-hashes">
          <dt>{t('console.audit.prevHash')}</dt>
          <dd>{prevHash}</dd>
          <dt>{t('console.audit.hash')}</dt>
          <dd>{hash}</dd>
        </dl>
      </AsideSection>
    </>
  );
}

/** By name, and by the id that the log has. */
function Target({ entry: { action, target, detail } }: Pick<EntryProps, 'entry'>) {
  const page = pageOfTarget(action, target);
  const name = nameOf(detail);
  return (
    <>
      {page === null ? name : <a href={addressOf(page)}>{name ?? target}</a>}
      {(page === null || name !== null) && <code className="audit-id">{target}</code>}
    </>
  );
}

const SERVICES = ['continuity', 'directory', 'access', 'mail', 'lab'] as const;

function ServiceName({ service }: { readonly service: string }) {
  const t = useText();
  const known = SERVICES.find((one) => one === service);
  return known === undefined ? service : t(`console.audit.services.${known}`);
}
