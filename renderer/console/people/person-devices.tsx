/** A person's devices on their page. */
import { devicePageSchema } from '../../../shared/http/devices.ts';
import { useText } from '../../text/text-root.tsx';
import { Card } from '../../ui/card.tsx';
import { Link, Mode } from '../devices/device-cells.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { useResource } from '../query/use-resource.ts';
import { addressOf } from '../router/routes.ts';
import { listPath } from '../router/table-query.ts';

export function PersonDevices({ id, nowMs }: { readonly id: string; readonly nowMs: number }) {
  const t = useText();
  const path = listPath('/devices', { userId: id, revoked: 'false' });
  return (
    <Card level={2} title={t('console.places.devices')} icon="laptop">
      <ResourceView reading={useResource(path, devicePageSchema)}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('console.people.noDevice')}</p>
          ) : (
            <ul className="record-list">
              {items.map((device) => (
                <li key={device.id}>
                  <a href={addressOf({ route: 'device', id: device.id })}>
                    {device.name}
                    <small>
                      <Link device={device} nowMs={nowMs} />
                    </small>
                  </a>
                  <Mode device={device} />
                </li>
              ))}
            </ul>
          )
        }
      </ResourceView>
    </Card>
  );
}
