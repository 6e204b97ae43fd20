/** The groups that a person is in, on their page. */
import { groupPageSchema } from '../../../shared/http/groups.ts';
import { useText } from '../../text/text-root.tsx';
import { Card } from '../../ui/card.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { useResource } from '../query/use-resource.ts';
import { addressOf } from '../router/routes.ts';
import { listPath } from '../router/table-query.ts';

export function PersonGroups({ id }: { readonly id: string }) {
  const t = useText();
  const path = listPath('/groups', { userId: id });
  return (
    <Card level={2} title={t('console.places.groups')} icon="people">
      <ResourceView reading={useResource(path, groupPageSchema)}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('console.people.inNoGroup')}</p>
          ) : (
            <ul className="record-list">
              {items.map((group) => (
                <li key={group.id}>
                  <a href={addressOf({ route: 'group', id: group.id })}>
                    {group.name}
                    <small>{t(`console.groups.sources.${group.source}`)}</small>
                  </a>
                </li>
              ))}
            </ul>
          )
        }
      </ResourceView>
    </Card>
  );
}
