/** When it starts and ends: now or later, at a local time of the event's zone, or Eternal. */
import { Field, Input, Select, Switch } from '@fluentui/react-components';
import { useText } from '../../text/text-root.tsx';
import { fieldState, type DraftProps } from './draft-field.ts';

const ZONES = Intl.supportedValuesOf('timeZone');

export function EventTimes({ draft, change, problem }: DraftProps) {
  const t = useText();
  return (
    <>
      <div className="event-form__pair">
        <Switch
          label={t('console.form.startsNow')}
          checked={draft.startsNow}
          onChange={(_, { checked }) => change({ startsNow: checked })}
        />
        <Switch
          label={t('console.form.eternal')}
          checked={draft.eternal}
          onChange={(_, { checked }) => change({ eternal: checked })}
        />
      </div>
      {!(draft.startsNow && draft.eternal) && (
        <div className="event-form__pair">
          <Field label={t('console.form.timeZone')} {...fieldState(problem, 'timeZone')}>
            <Select value={draft.timeZone} onChange={(_, { value }) => change({ timeZone: value })}>
              {ZONES.map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </Select>
          </Field>
          {!draft.startsNow && (
            <Field label={t('console.form.start')} required {...fieldState(problem, 'start')}>
              <Input
                type="datetime-local"
                value={draft.start}
                onChange={(_, { value }) => change({ start: value })}
              />
            </Field>
          )}
          {!draft.eternal && (
            <Field label={t('console.form.end')} required {...fieldState(problem, 'end')}>
              <Input
                type="datetime-local"
                value={draft.end}
                onChange={(_, { value }) => change({ end: value })}
              />
            </Field>
          )}
        </div>
      )}
    </>
  );
}
