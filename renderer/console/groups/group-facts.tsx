/** What a group is, from where, and what that means for an event. */
import { isStaleSync, isUnsupportedList } from '../../../shared/domain/group.ts';
import type { GroupView } from '../../../shared/http/groups.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';

interface GroupFactsProps {
  readonly group: GroupView;
  readonly nowMs: number;
}

export function GroupFacts({ group, nowMs }: GroupFactsProps) {
  const t = useText();
  const { kind, source, mail } = group;
  return (
    <>
      <dl className="fact-line">
        <div>
          <dt>{t('console.groups.kind')}</dt>
          <dd>{t(`console.groups.kinds.${kind}`)}</dd>
        </div>
        <div>
          <dt>{t('console.groups.source')}</dt>
          <dd>{t(`console.groups.sources.${source}`)}</dd>
        </div>
        <div>
          <dt>{t('console.groups.address')}</dt>
          <dd>{mail ?? t('console.groups.noAddress')}</dd>
        </div>
      </dl>
      {source === 'directory' && <Synchronised group={group} nowMs={nowMs} />}
      {isUnsupportedList(kind) && <MessageBar tone="warn">{t('console.groups.notExpanded')}</MessageBar>}
    </>
  );
}

function Synchronised({ group: { lastSyncAt }, nowMs }: GroupFactsProps) {
  const t = useText();
  const formats = useFormats();
  if (lastSyncAt === undefined) {
    return <MessageBar tone="warn">{t('console.groups.neverSynchronised')}</MessageBar>;
  }
  const atMs = Date.parse(lastSyncAt);
  const old = isStaleSync(lastSyncAt, nowMs);
  return (
    <MessageBar tone={old ? 'warn' : 'plain'} icon={old ? 'warning' : 'lock'}>
      {t('console.groups.fromDirectory', {
        age: formats.span(nowMs - atMs),
        time: formats.dayTime(atMs, nowMs),
      })}{' '}
      {old && t('console.groups.oldSynchronisation')}
    </MessageBar>
  );
}
