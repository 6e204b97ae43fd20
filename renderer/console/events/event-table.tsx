/** Pending or Expired events in a table. */
import { useText } from '../../text/text-root.tsx';
import type { EventView } from '../../../shared/http/continuity-events.ts';
import { Sign } from '../sign.tsx';
import { useServiceView } from '../state/console-context.tsx';
import { useGroupName, useSpanWords } from './event-words.ts';

interface EventTableProps {
  readonly title: string;
  readonly events: readonly EventView[];
}

const COLUMNS = ['when', 'description', 'group'] as const;
/** Of what is still to come. */
const AHEAD = ['impact', 'warnings'] as const;

export function EventTable({ title, events }: EventTableProps) {
  const t = useText();
  const { impacts } = useServiceView().view;
  if (events.length === 0) return null;
  const ahead = events.some(({ id }) => impacts[id] !== undefined);
  return (
    <>
      <h2 className="section-title">
        {title} <span className="figures">{events.length}</span>
      </h2>
      <div className="table-box">
        <table className="table">
          <thead>
            <tr>
              {[...COLUMNS, ...(ahead ? AHEAD : [])].map((column) => (
                <th key={column} scope="col">
                  {t(`console.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <EventLine key={event.id} event={event} ahead={ahead} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function EventLine({ event, ahead }: { readonly event: EventView; readonly ahead: boolean }) {
  const groupName = useGroupName();
  const span = useSpanWords();
  return (
    <tr>
      <td className="figures">{span(event)}</td>
      <td>
        <strong>{event.description}</strong>
      </td>
      <td>{groupName(event.affectedGroupId)}</td>
      {ahead && <ImpactCells eventId={event.id} />}
    </tr>
  );
}

/** Empty where the event has just changed its status. */
function ImpactCells({ eventId }: { readonly eventId: string }) {
  const t = useText();
  const impact = useServiceView().view.impacts[eventId];
  if (impact === undefined) {
    return (
      <>
        <td />
        <td />
      </>
    );
  }
  const [warning] = impact.warnings;
  return (
    <>
      <td className="figures">
        {t('console.events.impact', {
          count: impact.participants.length,
          others: impact.nonParticipants.length,
        })}
      </td>
      <td>
        {warning === undefined ? (
          <Sign icon="tick" tone="ok">
            {t('console.events.nothingToDo')}
          </Sign>
        ) : (
          <Sign icon="warning" tone="warn">
            {warning.message}
          </Sign>
        )}
      </td>
    </>
  );
}
