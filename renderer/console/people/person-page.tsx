/** One person: name and addresses, what they may, their devices, groups and mailboxes, and their cloud password. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { personViewSchema, type PersonView } from '../../../shared/http/people.ts';
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
import { CloudPassword } from './cloud-password.tsx';
import { PersonDevices } from './person-devices.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonGroups } from './person-groups.tsx';
import { PersonMailboxes } from './person-mailboxes.tsx';
import { PersonSignIns } from './person-sign-ins.tsx';
import '../frame/record.css';
import './people.css';

export function PersonPage({ id }: { readonly id: string }) {
  const t = useText();
  const path = `/users/${encodeURIComponent(id)}`;
  const reading = useResource(path, personViewSchema);
  const person = valueOf(reading);
  return (
    <>
      <PageHead
        title={person?.displayName ?? t('console.people.person')}
        parent={{ title: t('console.places.people'), to: { route: 'people' } }}
        actions={person !== null && <Removal person={person} path={path} />}
      />
      <ReadOnlyNotice wanted="users:write" />
      <ResourceView reading={reading}>
        {(value, nowMs) => (
          <div className="record">
            <div className="record__column">
              <PersonForm person={value} path={path} />
              <PersonMailboxes person={value} path={path} />
            </div>
            <div className="record__column">
              <PersonDevices id={id} nowMs={nowMs} />
              <PersonGroups id={id} />
              <PersonSignIns id={id} />
              <CloudPassword path={path} />
            </div>
          </div>
        )}
      </ResourceView>
    </>
  );
}

function Removal({ person, path }: { readonly person: PersonView; readonly path: string }) {
  const t = useText();
  const may = useMay('users:write');
  const [asking, setAsking] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button className="danger-outline" icon={<Icon name="bin" size={16} />} onClick={() => setAsking(true)}>
        {t('console.people.remove')}
      </Button>
      {asking && (
        <ConfirmRemoval
          title={t('console.people.removeTitle', { name: person.displayName })}
          help={t('console.people.removeHelp')}
          keep={t('console.people.cancel')}
          remove={t('console.people.remove')}
          path={path}
          changed={['person', 'group', 'device']}
          onClose={() => setAsking(false)}
          onRemoved={() => goTo({ route: 'people' })}
        />
      )}
    </>
  );
}
