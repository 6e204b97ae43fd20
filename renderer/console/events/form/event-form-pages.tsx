/** The pages that the form stands on: a new event, a clone of another, and the edit of a saved one. */
import {
  eventCloneSchema,
  eventViewSchema,
  type EventView,
} from '../../../../shared/http/continuity-events.ts';
import { useText } from '../../../text/text-root.tsx';
import { MessageBar } from '../../../ui/message-bar.tsx';
import { PageHead } from '../../frame/page-head.tsx';
import { ReadOnlyNotice } from '../../frame/read-only-notice.tsx';
import { valueOf } from '../../query/reading.ts';
import { useAnswer, useResource } from '../../query/use-resource.ts';
import { goTo, usePlace } from '../../router/navigation.ts';
import { addressOf } from '../../router/routes.ts';
import { useMay } from '../../session/session-context.tsx';
import { draftOf, emptyDraft } from '../draft/event-draft.ts';
import { eventPath } from '../event-words.ts';
import { EventReading } from '../page/event-reading.tsx';
import { StatusPill } from '../status-pill.tsx';
import { EventForm } from './event-form.tsx';

const toEvents = { route: 'events' } as const;
const toEvent = ({ id }: EventView): void => goTo({ route: 'event', id });

export function NewEventPage() {
  const cloned = usePlace().query['clone'];
  if (!useMay('events:write')) return <MayNot />;
  return cloned === undefined ? <NewEvent /> : <ClonedEvent key={cloned} id={cloned} />;
}

/** An address that leads here may come from somebody who may more. */
function MayNot() {
  const t = useText();
  return (
    <>
      <PageHead title={t('console.places.events')} />
      <ReadOnlyNotice wanted="events:write" />
      <p>
        <a href={addressOf(toEvents)}>{t('console.event.toEvents')}</a>
      </p>
    </>
  );
}

function NewEvent() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <EventForm
      address="new"
      fresh={{ draft: emptyDraft(zone), base: null }}
      head={<NewHead />}
      latest={null}
      onSaved={toEvent}
      onCancel={() => goTo(toEvents)}
    />
  );
}

/** Cloning changes nothing: it is a question, and its answer is not saved. */
function ClonedEvent({ id }: { readonly id: string }) {
  const t = useText();
  const reading = useAnswer(`${eventPath(id)}/clone`, {}, eventCloneSchema);
  const clone = valueOf(reading);
  if (clone === null) return <EventReading reading={reading} />;
  return (
    <EventForm
      address={`clone ${id}`}
      fresh={{ draft: draftOf(clone), base: null }}
      head={
        <>
          <NewHead />
          <MessageBar tone="plain" icon="clone">
            {t('console.form.cloneOf', { description: clone.description })}
          </MessageBar>
        </>
      }
      latest={null}
      onSaved={toEvent}
      onCancel={() => goTo({ route: 'event', id })}
    />
  );
}

function NewHead() {
  const t = useText();
  return (
    <PageHead
      title={t('console.form.title')}
      parent={{ title: t('console.places.events'), to: toEvents }}
      actions={<StatusPill status="new" />}
    />
  );
}

export function EditEventPage({ id }: { readonly id: string }) {
  const t = useText();
  const reading = useResource(eventPath(id), eventViewSchema);
  const event = valueOf(reading);
  if (!useMay('events:write')) return <MayNot />;
  if (event === null) return <EventReading reading={reading} />;
  return (
    <EventForm
      address={`edit ${id}`}
      fresh={{ draft: draftOf(event), base: event }}
      head={
        <PageHead
          title={t('console.form.editTitle', { description: event.description })}
          parent={{ title: t('console.places.events'), to: toEvents }}
          actions={<StatusPill status={event.status} />}
        />
      }
      latest={event}
      onSaved={toEvent}
      onCancel={() => goTo({ route: 'event', id })}
    />
  );
}
