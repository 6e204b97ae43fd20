/** The groups that a person is in, on their page. */
import { groupPageSchema } from '../../../shared/http/groups.ts';
import { useText } from '../../text/text-root.tsx';
import { Card } from '../../ui/card.tsx';
import { GroupList } from '../frame/group-list.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { useResource } from '../query/use-resource.ts';
import { listPath } from '../router/table-query.ts';

export function PersonGroups({ id }: { readonly id: string }) {
  const t = useText();
  const path = listPath('/groups', { userId: id });
  return (
    <Card level={2} title={t('console.places.groups')} icon="people">
      <ResourceView reading={useResource(path, groupPageSchema)}>
        {({ items }) => <GroupList groups={items} none={t('console.people.inNoGroup')} />}
      </ResourceView>
    </Card>
  );
}
