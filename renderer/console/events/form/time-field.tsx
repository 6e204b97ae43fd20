/** A local date and time of the event's zone with the same time in UTC; what the clocks skip or show twice is asked about in place. */
import { Button, Input } from '@fluentui/react-components';
import { useId } from 'react';
import type { LocalChoice } from '../../../../shared/domain/time-zone.ts';
import { useText, useZoneFormats } from '../../../text/text-root.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import { MessageBar } from '../../../ui/message-bar.tsx';
import {
  chosenTime,
  resolveTime,
  shownTime,
  typedTime,
  type DraftTime,
  type ResolvedTime,
} from '../draft/draft-time.ts';

interface TimeFieldProps {
  readonly label: string;
  /** Names the second field. */
  readonly timeLabel: string;
  /** Beside the name: what makes the fields unnecessary. */
  readonly aside: React.ReactNode;
  readonly value: DraftTime;
  readonly zone: string;
  readonly onChange: (time: DraftTime) => void;
  readonly refusal: string | undefined;
  /** After the reading in UTC: how long it lasts. */
  readonly after?: string | null;
}

export function TimeField(props: TimeFieldProps) {
  const { label, timeLabel, aside, value, zone, onChange, refusal, after = null } = props;
  const resolved = resolveTime(value, zone);
  const { date, time } = shownTime(value, zone);
  const reading = useReading(resolved, zone, after);
  const unsettled = resolved.kind === 'gap' || resolved.kind === 'ambiguous';
  return (
    <FormField
      label={label}
      required
      aside={aside}
      refusal={refusal}
      {...(reading === null ? {} : { hint: reading })}
      below={unsettled && <TimeChoices resolved={resolved} zone={zone} onChoose={onChange} />}
    >
      {(control) => (
        <div className="event-form__time">
          <Input
            {...control}
            {...(unsettled ? { 'aria-invalid': true } : {})}
            type="date"
            value={date}
            onChange={(_, typed) => onChange(typedTime(value, zone, { date: typed.value }))}
          />
          <Input
            type="time"
            required
            aria-label={timeLabel}
            aria-invalid={unsettled || refusal !== undefined ? true : undefined}
            value={time}
            onChange={(_, typed) => onChange(typedTime(value, zone, { time: typed.value }))}
          />
        </div>
      )}
    </FormField>
  );
}

/** `15:30 CET, that is 14:30 UTC`; with the day where UTC has another one. null: nothing to read yet. */
function useReading(resolved: ResolvedTime, zone: string, after: string | null): string | null {
  const t = useText();
  const there = useZoneFormats(zone);
  const utc = useZoneFormats('UTC');
  if (resolved.kind !== 'instant') return null;
  const { atMs } = resolved;
  const day = utc.date(atMs, atMs);
  const words = { time: there.time(atMs), zone: there.zoneName(atMs), utc: utc.time(atMs), day };
  const reading =
    there.date(atMs, atMs) === day ? t('console.form.reading', words) : t('console.form.readingDay', words);
  return after === null ? reading : t('console.form.lasting', { reading, length: after });
}

interface TimeChoicesProps {
  readonly resolved: Extract<ResolvedTime, { readonly kind: 'gap' | 'ambiguous' }>;
  readonly zone: string;
  readonly onChoose: (time: DraftTime) => void;
}

function TimeChoices({ resolved: { kind, choices }, zone, onChoose }: TimeChoicesProps) {
  const t = useText();
  const id = useId();
  const words = useChoiceWords(zone);
  return (
    <div role="group" aria-labelledby={id}>
      <MessageBar tone="warn" role="alert">
        <p id={id}>{t(kind === 'gap' ? 'console.form.gap' : 'console.form.twice', { zone })}</p>
        <div className="event-form__choices">
          {choices.map((choice) => (
            <Button key={choice.atMs} size="small" onClick={() => onChoose(chosenTime(choice))}>
              {words(choice)}
            </Button>
          ))}
        </div>
      </MessageBar>
    </div>
  );
}

function useChoiceWords(zone: string): (choice: LocalChoice) => string {
  const t = useText();
  const there = useZoneFormats(zone);
  const utc = useZoneFormats('UTC');
  return ({ local, atMs }) =>
    t('console.form.choice', {
      local: local.slice(-5),
      zone: there.zoneName(atMs),
      utc: utc.time(atMs),
    });
}
