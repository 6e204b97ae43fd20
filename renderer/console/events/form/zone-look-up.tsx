/** Finds an IANA time zone, and says when its clocks change next. */
import { useState } from 'react';
import { choiceAt, isTimeZone } from '../../../../shared/domain/time-zone.ts';
import { useFormats, useText, useZoneFormats } from '../../../text/text-root.tsx';
import { Combobox } from '../../../ui/combobox.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import { nextClockChangeMs } from '../draft/clock-change.ts';
import type { DraftProps } from './draft-props.ts';

const ZONES = [...Intl.supportedValuesOf('timeZone'), 'UTC'];
const SHOWN_ZONES = 60;

export function ZoneLookUp({ draft: { timeZone }, change, refusalOf, nowMs }: DraftProps) {
  const t = useText();
  const formats = useFormats();
  const [text, setText] = useState('');
  const found = zonesFor(text, timeZone);
  return (
    <FormField
      label={t('console.form.timeZone')}
      aside={utcOffset(timeZone, nowMs)}
      refusal={refusalOf('timeZone')}
      {...useClockChangeHint(timeZone, nowMs)}
    >
      {(control) => (
        <Combobox
          {...control}
          icon="globe"
          listLabel={t('console.form.timeZone')}
          placeholder={t('console.form.findZone')}
          value={timeZone}
          options={found.slice(0, SHOWN_ZONES).map((zone) => ({
            key: zone,
            label: zone.replaceAll('_', ' '),
            detail: utcOffset(zone, nowMs),
          }))}
          onType={setText}
          onChoose={(zone) => change(zone === null ? {} : { timeZone: zone })}
          status={
            found.length === 0
              ? t('console.form.zonesNone')
              : t('console.form.zonesFound', { count: found.length, number: formats.number(found.length) })
          }
        />
      )}
    </FormField>
  );
}

/** The chosen one comes first; words are looked for in any order, without the underscores of the names. */
function zonesFor(text: string, chosen: string): readonly string[] {
  const words = text
    .toLowerCase()
    .split(/[\s_/]+/)
    .filter((word) => word !== '');
  const found = ZONES.filter((zone) => {
    const name = zone.toLowerCase().replaceAll('_', ' ');
    return words.every((word) => name.includes(word));
  });
  return words.length > 0 ? found : [chosen, ...found.filter((zone) => zone !== chosen)];
}

function utcOffset(zone: string, atMs: number): string {
  return isTimeZone(zone) ? `UTC${choiceAt(atMs, zone).offset}` : '';
}

function useClockChangeHint(zone: string, nowMs: number): { readonly hint?: string } {
  const t = useText();
  const formats = useZoneFormats(isTimeZone(zone) ? zone : 'UTC');
  const atMs = nextClockChangeMs(zone, nowMs);
  return atMs === null ? {} : { hint: t('console.form.clockChange', { date: formats.date(atMs, nowMs) }) };
}
