/** Which part shows which page. */
import type { ReactNode } from 'react';
import { AdministratorsPage } from './administrators/administrators-page.tsx';
import { ApiTokensPage } from './api-tokens/api-tokens-page.tsx';
import { AuditPage } from './audit/audit-page.tsx';
import { DevicesPage } from './devices/devices-page.tsx';
import { EditEventPage, NewEventPage } from './events/form/event-form-pages.tsx';
import { EventsPage } from './events/list/events-page.tsx';
import { EventPage } from './events/page/event-page.tsx';
import { GroupsPage } from './groups/groups-page.tsx';
import { MailFlowPage } from './mail-flow/mail-flow-page.tsx';
import { MailMessagePage } from './mail-flow/message-page.tsx';
import { PeoplePage } from './people/people-page.tsx';
import type { Place } from './router/routes.ts';

export function pageOf(place: Place): ReactNode {
  switch (place.route) {
    case 'events':
      return <EventsPage />;
    case 'new-event':
      return <NewEventPage />;
    case 'event':
      return <EventPage id={place.id} />;
    case 'edit-event':
      return <EditEventPage id={place.id} />;
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
