/** One group: what it is, how old that is, who and which groups are in it, and which it is in. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { groupViewSchema, type GroupView } from '../../../shared/http/groups.ts';
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ConfirmRemoval } from '../frame/confirm-removal.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { ReadOnlyNotice } from '../frame/read-only-notice.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { goTo } from '../router/navigation.ts';
import { useMay } from '../session/session-context.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { GroupFacts } from './group-facts.tsx';
import { GroupMembers } from './group-members.tsx';
import { GroupNesting } from './group-nesting.tsx';
import '../frame/record.css';
import './groups.css';

export function GroupPage({ id }: { readonly id: string }) {
  const t = useText();
  const path = `/groups/${encodeURIComponent(id)}`;
  const reading = useResource(path, groupViewSchema);
  const group = valueOf(reading);
  return (
    <>
      <PageHead
        title={group?.name ?? t('console.groups.name')}
        parent={{ title: t('console.places.groups'), to: { route: 'groups' } }}
        actions={group?.source === 'local' && <Actions group={group} path={path} />}
      />
      <ReadOnlyNotice wanted="groups:write" />
      <ResourceView reading={reading}>
        {(value, nowMs) => <GroupFacts group={value} nowMs={nowMs} />}
      </ResourceView>
      {group !== null && (
        <div className="record group-record">
          <div className="group-record__members">
            <GroupMembers group={group} path={path} />
          </div>
          <div className="record__column">
            <GroupNesting group={group} side="inside" />
            <GroupNesting group={group} side="around" />
          </div>
        </div>
      )}
    </>
  );
}

function Actions({ group, path }: { readonly group: GroupView; readonly path: string }) {
  const t = useText();
  const may = useMay('groups:write');
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const close = () => setOpen(null);
  if (!may) return null;
  return (
    <>
      <Button
        className="danger-outline"
        icon={<Icon name="bin" size={16} />}
        onClick={() => setOpen('remove')}
      >
        {t('console.groups.remove')}
      </Button>
      <Button icon={<Icon name="pencil" size={16} />} onClick={() => setOpen('edit')}>
        {t('console.groups.edit')}
      </Button>
      {open === 'edit' && <GroupDialog group={group} onClose={close} onSaved={close} />}
      {open === 'remove' && (
        <ConfirmRemoval
          title={t('console.groups.removeTitle', { name: group.name })}
          help={t('console.groups.removeHelp')}
          keep={t('console.groups.cancel')}
          remove={t('console.groups.remove')}
          path={path}
          changed={['group', 'person', 'continuity-event']}
          onClose={close}
          onRemoved={() => goTo({ route: 'groups' })}
        />
      )}
    </>
  );
}
