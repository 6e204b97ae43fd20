/** Every field of an event as it is saved. */
import type { EventView } from '../../../../shared/http/continuity-events.ts';
import { useText } from '../../../text/text-root.tsx';
import { Card, Facts } from '../../../ui/card.tsx';
import { FieldWords } from '../conflict/field-words.tsx';
import type { ChoiceField } from '../draft/conflict.ts';
import { draftOf } from '../draft/event-draft.ts';

const SHOWN: readonly ChoiceField[] = [
  'affectedGroupId',
  'start',
  'end',
  'timeZone',
  'outlookContinuity',
  'expandDistributionLists',
  'pauseInboundDelivery',
  'cloudPasswordReset',
  'startMessage',
  'endMessage',
  'smsGroupId',
  'startSms',
  'startSmsLeadMinutes',
  'endSms',
  'notes',
];

interface EventFactsProps {
  readonly event: EventView;
  readonly nowMs: number;
}

export function EventFacts({ event, nowMs }: EventFactsProps) {
  const t = useText();
  const draft = draftOf(event);
  const ahead = event.startSms !== '' && event.startSmsLeadMinutes > 0;
  const shown = SHOWN.filter((field) => field !== 'startSmsLeadMinutes' || ahead);
  return (
    <Card
      title={t('console.event.fields.title')}
      aside={<span className="quiet">{t('console.event.fields.version', { version: event.version })}</span>}
    >
      <Facts
        rows={shown.map((field) => ({
          name: t(`console.event.fields.${field}`),
          value: <FieldWords field={field} draft={draft} nowMs={nowMs} />,
        }))}
      />
    </Card>
  );
}
