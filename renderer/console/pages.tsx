/** Which part shows which page. */
import type { ReactNode } from 'react';
import { AdministratorsPage } from './administrators/administrators-page.tsx';
import { ApiTokensPage } from './api-tokens/api-tokens-page.tsx';
import { AuditPage } from './audit/audit-page.tsx';
import { DevicesPage } from './devices/devices-page.tsx';
import { EventForm } from './events/event-form.tsx';
import { EventsPage } from './events/events-page.tsx';
import { GroupsPage } from './groups/groups-page.tsx';
import { MailFlowPage } from './mail-flow/mail-flow-page.tsx';
import { MailMessagePage } from './mail-flow/message-page.tsx';
import { PeoplePage } from './people/people-page.tsx';
import type { Place } from './router/routes.ts';

export function pageOf(place: Place): ReactNode {
  switch (place.route) {
    case 'events':
    case 'event':
    case 'edit-event':
      return <EventsPage />;
    case 'new-event':
      return <EventForm />;
    case 'groups':
    case 'group':
      return <GroupsPage />;
    case 'devices':
    case 'device':
      return <DevicesPage />;
    case 'people':
    case 'person':
      return <PeoplePage />;
    case 'administrators':
      return <AdministratorsPage />;
    case 'api-tokens':
      return <ApiTokensPage />;
    case 'mail-flow':
      return <MailFlowPage />;
    case 'mail-message':
      return <MailMessagePage id={place.id} />;
    case 'audit':
      return <AuditPage />;
  }
}
