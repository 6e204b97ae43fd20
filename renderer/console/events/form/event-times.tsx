/** When it starts and ends: now or at a local time of the event's zone, at another or never. */
import { Checkbox } from '@fluentui/react-components';
import { useFormats, useText } from '../../../text/text-root.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import { resolveTime, type DraftTime } from '../draft/draft-time.ts';
import type { DraftProps } from './draft-props.ts';
import { TimeField } from './time-field.tsx';
import { ZoneLookUp } from './zone-look-up.tsx';

export function EventTimes(props: DraftProps) {
  return (
    <div className="event-form__times">
      <ZoneLookUp {...props} />
      <StartField {...props} />
      <EndField {...props} />
    </div>
  );
}

function StartField({ draft, change, refusalOf }: DraftProps) {
  const t = useText();
  const { startsNow, start, timeZone } = draft;
  return (
    <OneTime
      name="start"
      value={start}
      zone={timeZone}
      without={{ label: t('console.form.startsNow'), means: t('console.form.atOnce'), on: startsNow }}
      onWithout={(on) => change({ startsNow: on })}
      onChange={(time) => change({ start: time })}
      refusal={refusalOf('start')}
    />
  );
}

function EndField({ draft, change, refusalOf, nowMs }: DraftProps) {
  const t = useText();
  const { eternal, end, timeZone } = draft;
  return (
    <OneTime
      name="end"
      value={end}
      zone={timeZone}
      without={{ label: t('console.form.eternal'), means: t('console.form.untilEnded'), on: eternal }}
      onWithout={(on) => change({ eternal: on })}
      onChange={(time) => change({ end: time })}
      refusal={refusalOf('end')}
      after={useLength(draft, nowMs)}
    />
  );
}

/** null: not known, or none. */
function useLength({ startsNow, start, end, timeZone }: DraftProps['draft'], nowMs: number): string | null {
  const formats = useFormats();
  const from = startsNow ? null : resolveTime(start, timeZone);
  const to = resolveTime(end, timeZone);
  if (to.kind !== 'instant' || (from !== null && from.kind !== 'instant')) return null;
  const spanMs = to.atMs - (from?.atMs ?? nowMs);
  return spanMs > 0 ? formats.duration(spanMs) : null;
}

interface OneTimeProps {
  readonly name: 'start' | 'end';
  readonly value: DraftTime;
  readonly zone: string;
  /** What makes a time unnecessary. */
  readonly without: { readonly label: string; readonly means: string; readonly on: boolean };
  readonly onWithout: (on: boolean) => void;
  readonly onChange: (time: DraftTime) => void;
  readonly refusal: string | undefined;
  readonly after?: string | null;
}

function OneTime({ name, without, onWithout, ...field }: OneTimeProps) {
  const t = useText();
  const label = t(`console.form.${name}`);
  const box = (
    <Checkbox
      className="event-form__without"
      label={without.label}
      checked={without.on}
      onChange={(_, { checked }) => onWithout(checked === true)}
    />
  );
  if (!without.on) {
    return <TimeField {...field} label={label} timeLabel={t(`console.form.${name}Time`)} aside={box} />;
  }
  return (
    <FormField label={label} aside={box} refusal={field.refusal}>
      {(control) => (
        <output {...asOutput(control)} className="event-form__untimed">
          {without.means}
        </output>
      )}
    </FormField>
  );
}

/** What stands where a time would be is read, not filled in. */
function asOutput({
  id,
  ...control
}: {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
}) {
  return { id, 'aria-describedby': control['aria-describedby'] };
}
