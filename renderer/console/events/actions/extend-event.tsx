/** Extends an event: adds to the time that remains, and shows the new end before it is so. */
import { Input } from '@fluentui/react-components';
import { useState } from 'react';
import { DAY_MS, HOUR_MS, MINUTE_MS, toMs } from '../../../../shared/domain/instant.ts';
import { eventViewSchema, type EventView } from '../../../../shared/http/continuity-events.ts';
import { useFormats, useText, useZoneFormats } from '../../../text/text-root.tsx';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import { eventPath } from '../event-words.ts';
import { useNow } from '../use-now.ts';
import { ActDialog } from './act-dialog.tsx';
import { useAct } from './use-act.ts';

interface DialogProps {
  readonly event: EventView & { readonly end: string };
  readonly onClose: () => void;
}

export function ExtendDialog({ event, onClose }: DialogProps) {
  const t = useText();
  const formats = useFormats();
  const state = useAct(event.id, onClose);
  const [time, setTime] = useState({ hours: '1', minutes: '0' });
  const moreMs = lengthOf(time);
  return (
    <ActDialog
      title={t('console.event.extendTitle', { description: event.description })}
      keep={t('console.event.cancel')}
      action={
        moreMs === null
          ? t('console.event.extend')
          : t('console.event.extendAction', { time: formats.duration(moreMs) })
      }
      barred={moreMs === null}
      state={state}
      onAct={() => {
        if (moreMs === null) return;
        const body = { minutes: moreMs / MINUTE_MS };
        void state.act((client) => client.post(`${eventPath(event.id)}/extend`, body, eventViewSchema));
      }}
      onClose={onClose}
    >
      <p>{t('console.event.extendHelp')}</p>
      <Quick time={time} onChoose={setTime} />
      <div className="extend__fields">
        <Part name="hours" time={time} refused={moreMs === null} onChange={setTime} />
        <Part name="minutes" time={time} refused={false} onChange={setTime} />
      </div>
      {moreMs !== null && <NewEnd event={event} moreMs={moreMs} />}
    </ActDialog>
  );
}

interface Entered {
  readonly hours: string;
  readonly minutes: string;
}

/** As the service has it. */
const MOST_MS = 366 * DAY_MS;
const QUICK_MINUTES = [15, 30, 60, 120, 240, 480] as const;

/** null: not a length of time that can be added. */
function lengthOf({ hours, minutes }: Entered): number | null {
  const [wholeHours, wholeMinutes] = [hours, minutes].map((text) =>
    /^\d*$/.test(text) ? Number(text) : NaN,
  );
  const spanMs = (wholeHours ?? 0) * HOUR_MS + (wholeMinutes ?? 0) * MINUTE_MS;
  return spanMs >= MINUTE_MS && spanMs <= MOST_MS ? spanMs : null;
}

function Quick({ time, onChoose }: { readonly time: Entered; readonly onChoose: (time: Entered) => void }) {
  const t = useText();
  const formats = useFormats();
  const entered = (lengthOf(time) ?? 0) / MINUTE_MS;
  return (
    <ChoiceChips
      label={t('console.event.extendBy')}
      choices={QUICK_MINUTES.map((minutes) => ({
        value: String(minutes),
        label: formats.duration(minutes * MINUTE_MS),
      }))}
      value={String(entered)}
      onChoose={(minutes) =>
        onChoose({ hours: String(Math.floor(Number(minutes) / 60)), minutes: String(Number(minutes) % 60) })
      }
    />
  );
}

interface PartProps {
  readonly name: keyof Entered;
  readonly time: Entered;
  readonly refused: boolean;
  readonly onChange: (time: Entered) => void;
}

function Part({ name, time, refused, onChange }: PartProps) {
  const t = useText();
  return (
    <FormField
      label={t(`console.event.${name}`)}
      refusal={refused ? t('console.event.extendBad') : undefined}
    >
      {(control) => (
        <Input
          {...control}
          type="number"
          min={0}
          value={time[name]}
          onChange={(_, { value }) => onChange({ ...time, [name]: value })}
        />
      )}
    </FormField>
  );
}

/** 2 h left and 1 h more make 3 h. */
function NewEnd({ event, moreMs }: { readonly event: DialogProps['event']; readonly moreMs: number }) {
  const t = useText();
  const formats = useFormats();
  const there = useZoneFormats(event.timeZone);
  const utc = useZoneFormats('UTC');
  const nowMs = useNow();
  const endMs = toMs(event.end);
  // Before the start all of it remains.
  const leftMs = Math.max(0, endMs - Math.max(nowMs, toMs(event.start)));
  const words = {
    left: formats.duration(leftMs),
    more: formats.duration(moreMs),
    sum: formats.duration(leftMs + moreMs),
  };
  const newMs = endMs + moreMs;
  return (
    <div className="extend__sum figures" role="status">
      <p>{t('console.event.extendSum', words)}</p>
      <p>
        <strong>
          {t('console.event.extendEnd', {
            time: there.dateTime(newMs, nowMs),
            zone: there.zoneName(newMs),
            utc: utc.time(newMs),
          })}
        </strong>
      </p>
    </div>
  );
}
