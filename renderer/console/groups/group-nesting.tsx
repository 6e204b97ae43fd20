/** Which groups are in this one, and which ones it is in (product 7): each change is saved as it is made. */
import { z } from 'zod';
import { isUnsupportedList } from '../../../shared/domain/group.ts';
import { groupPageSchema, type GroupView } from '../../../shared/http/groups.ts';
import { MAX_PAGE_ITEMS } from '../../../shared/http/page.ts';
import { useText } from '../../text/text-root.tsx';
import { Card } from '../../ui/card.tsx';
import { GroupList } from '../frame/group-list.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { RecordLookUp } from '../frame/record-look-up.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { listPath } from '../router/table-query.ts';
import { useMay, useSignedIn } from '../session/session-context.tsx';

interface NestingProps {
  readonly group: GroupView;
  /** Whether the others are inside this group, or around it. */
  readonly side: 'inside' | 'around';
}

export function GroupNesting({ group, side }: NestingProps) {
  const t = useText();
  const may = useMay('groups:write');
  const path = listPath('/groups', {
    [side === 'inside' ? 'nestedIn' : 'nests']: group.id,
    limit: String(MAX_PAGE_ITEMS),
  });
  const reading = useResource(path, groupPageSchema);
  const { add, remove, problem } = useNesting({ group, side });
  // The outer of the two is changed, and one of the directory is changed there.
  const canBePut = side === 'inside' ? group.source === 'local' : !isUnsupportedList(group.kind);
  const isOpen = (other: GroupView) => may && (side === 'inside' ? group : other).source === 'local';
  return (
    <Card level={2} title={t(`console.groups.${side}.title`)} icon="people">
      {may && canBePut && (
        <RecordLookUp
          label={t(`console.groups.${side}.add`)}
          list="/groups"
          filter={side === 'around' ? { source: 'local' } : {}}
          schema={groupPageSchema}
          without={new Set([group, ...(valueOf(reading)?.items ?? [])].map(({ id }) => id))}
          found={({ name, kind }) => (
            <span>
              {name}
              <small>{t(`console.groups.kinds.${kind}`)}</small>
            </span>
          )}
          onChoose={add}
        />
      )}
      <ProblemNotice problem={problem} />
      <ResourceView reading={reading}>
        {({ items }) => (
          <GroupList
            groups={items}
            none={t(`console.groups.${side}.none`)}
            onRemove={remove}
            removeLabel={(other) =>
              isOpen(other) ? t(`console.groups.${side}.remove`, { name: other.name }) : null
            }
          />
        )}
      </ResourceView>
    </Card>
  );
}

function useNesting({ group, side }: NestingProps) {
  const { client } = useSignedIn();
  const { run, problem } = useDeed('group', 'person', 'device', 'continuity-event');
  const pathTo = (other: GroupView): string => {
    const [outer, inner] = side === 'inside' ? [group, other] : [other, group];
    return `/groups/${encodeURIComponent(outer.id)}/groups/${encodeURIComponent(inner.id)}`;
  };
  return {
    problem,
    add: (other: GroupView) => void run(() => client.put(pathTo(other), undefined, z.null())),
    remove: (other: GroupView) => void run(() => client.remove(pathTo(other))),
  };
}
