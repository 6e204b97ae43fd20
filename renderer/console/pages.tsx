/** Which part shows which page. */
import type { ReactNode } from 'react';
import { AccountPage } from './account/account-page.tsx';
import { AdministratorsPage } from './administrators/administrators-page.tsx';
import { ApiTokensPage } from './api-tokens/api-tokens-page.tsx';
import { AuditPage } from './audit/audit-page.tsx';
import { DevicesPage } from './devices/devices-page.tsx';
import { EditEventPage, NewEventPage } from './events/form/event-form-pages.tsx';
import { EventsPage } from './events/list/events-page.tsx';
import { EventPage } from './events/page/event-page.tsx';
import { GroupPage } from './groups/group-page.tsx';
import { GroupsPage } from './groups/groups-page.tsx';
import { ImportPage } from './imports/import-page.tsx';
import { MailFlowPage } from './mail-flow/mail-flow-page.tsx';
import { MailMessagePage } from './mail-flow/message-page.tsx';
import { PeoplePage } from './people/people-page.tsx';
import { PersonPage } from './people/person-page.tsx';
import type { Place } from './router/routes.ts';
import { WebhookPage } from './webhooks/webhook-page.tsx';
import { WebhooksPage } from './webhooks/webhooks-page.tsx';

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
      return <GroupsPage />;
    case 'group':
      return <GroupPage id={place.id} />;
    case 'import-groups':
      return <ImportPage what="groups" />;
    case 'devices':
    case 'device':
      return <DevicesPage />;
    case 'people':
      return <PeoplePage />;
    case 'person':
      return <PersonPage id={place.id} />;
    case 'import-people':
      return <ImportPage what="people" />;
    case 'administrators':
      return <AdministratorsPage />;
    case 'api-tokens':
      return <ApiTokensPage />;
    case 'mail-flow':
      return <MailFlowPage />;
    case 'mail-message':
      return <MailMessagePage id={place.id} />;
    case 'webhooks':
      return <WebhooksPage />;
    case 'webhook':
      return <WebhookPage id={place.id} />;
    case 'account':
      return <AccountPage />;
    case 'audit':
    case 'audit-entry':
      return <AuditPage />;
  }
}
