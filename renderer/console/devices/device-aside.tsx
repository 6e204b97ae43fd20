/** One device beside the list: what it is doing, whether it will take part, what it did, and its revocation. */
import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { deviceViewSchema, type DeviceView } from '../../../shared/http/devices.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PersonDisc } from '../../ui/person-disc.tsx';
import { Aside } from '../frame/beside.tsx';
import { ConfirmRemoval } from '../frame/confirm-removal.tsx';
import { ReadOnlyNotice } from '../frame/read-only-notice.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { useResource } from '../query/use-resource.ts';
import { addressOf, type Query, type To } from '../router/routes.ts';
import { useMay } from '../session/session-context.tsx';
import { DeviceFacts } from './device-facts.tsx';
import { DeviceHistory } from './device-history.tsx';
import { DeviceStanding } from './device-standing.tsx';

interface DeviceAsideProps {
  readonly id: string;
  /** Of the list that it stands beside. */
  readonly query: Query;
}

export function DeviceAside({ id, query }: DeviceAsideProps) {
  const t = useText();
  const path = `/devices/${encodeURIComponent(id)}`;
  const reading = useResource(path, deviceViewSchema);
  const back: To = { route: 'devices', query };
  if (reading.step !== 'ready') {
    return (
      <Aside title={t('console.devices.device')} back={back}>
        <ResourceView reading={reading}>{() => null}</ResourceView>
      </Aside>
    );
  }
  const device = reading.value;
  return (
    <Aside
      title={device.displayName}
      subtitle={<Registered device={device} nowMs={reading.readAtMs} />}
      disc={<PersonDisc name={device.displayName} identity={device.email} size={40} />}
      back={back}
      foot={<Revocation device={device} path={path} />}
    >
      <ResourceView reading={reading}>
        {(value, nowMs) => (
          <>
            <DeviceStanding device={value} nowMs={nowMs} />
            <DeviceFacts device={value} nowMs={nowMs} />
            <DeviceHistory path={path} nowMs={nowMs} />
          </>
        )}
      </ResourceView>
    </Aside>
  );
}

function Registered({ device, nowMs }: { readonly device: DeviceView; readonly nowMs: number }) {
  const t = useText();
  const formats = useFormats();
  const date = formats.date(Date.parse(device.registeredAt), nowMs);
  return t('console.devices.registeredOn', { name: device.name, date });
}

function Revocation({ device, path }: { readonly device: DeviceView; readonly path: string }) {
  const t = useText();
  const may = useMay('devices:write');
  const [asking, setAsking] = useState(false);
  const person = useRef<HTMLAnchorElement>(null);
  const { displayName, name, userId } = device;
  // The button that had the focus is gone then.
  const revoked = (): void => {
    setAsking(false);
    person.current?.focus();
  };
  return (
    <>
      <a ref={person} className="aside__person" href={addressOf({ route: 'person', id: userId })}>
        {t('console.devices.toPerson')}
      </a>
      {!may && <ReadOnlyNotice wanted="devices:write" />}
      {may && device.revokedAt === null && (
        <Button
          className="danger-outline"
          icon={<Icon name="cannot" size={16} />}
          onClick={() => setAsking(true)}
        >
          {t('console.devices.revoke')}
        </Button>
      )}
      {asking && (
        <ConfirmRemoval
          title={t('console.devices.revokeTitle', { name, person: displayName })}
          help={t('console.devices.revokeHelp')}
          keep={t('console.devices.keep')}
          remove={t('console.devices.revoke')}
          path={path}
          changed={['device', 'person']}
          onClose={() => setAsking(false)}
          onRemoved={revoked}
        />
      )}
    </>
  );
}
