/** A continuity event by its description, as a link to its page; one that is gone by words for that. */
import { eventViewSchema } from '../../../shared/http/continuity-events.ts';
import { useText } from '../../text/text-root.tsx';
import { useResource } from '../query/use-resource.ts';
import { addressOf } from '../router/routes.ts';

interface EventNameProps {
  readonly id: string;
  /** As it was told with something else; null: it is gone. Absent: to be read. */
  readonly description?: string | null;
}

export function EventName({ id, description }: EventNameProps) {
  const t = useText();
  if (description === undefined) return <ReadName id={id} />;
  if (description === null) return t('console.devices.eventGone');
  return <a href={addressOf({ route: 'event', id })}>{description}</a>;
}

function ReadName({ id }: Pick<EventNameProps, 'id'>) {
  const reading = useResource(`/events/${encodeURIComponent(id)}`, eventViewSchema);
  if (reading.step === 'loading') return '…';
  return <EventName id={id} description={reading.step === 'ready' ? reading.value.description : null} />;
}
