/** What will happen and when, once this is saved, in the event's own time. */
import { isTimeZone } from '../../../../shared/domain/time-zone.ts';
import type { Impact } from '../../../../shared/http/continuity-events.ts';
import { useFormats, useText, useZoneFormats } from '../../../text/text-root.tsx';
import { resolveTime } from '../draft/draft-time.ts';
import type { EventDraft } from '../draft/event-draft.ts';
import { plannedSteps, type PlannedStep } from './planned-steps.ts';

interface WhatHappensProps {
  readonly draft: EventDraft;
  readonly impact: Impact;
  readonly nowMs: number;
}

export function WhatHappens({ draft, impact, nowMs }: WhatHappensProps) {
  const t = useText();
  const start = draft.startsNow ? null : resolveTime(draft.start, draft.timeZone);
  const end = draft.eternal ? null : resolveTime(draft.end, draft.timeZone);
  const words = useStepWords(draft.timeZone, impact, nowMs);
  if ((start !== null && start.kind !== 'instant') || (end !== null && end.kind !== 'instant')) return null;
  const steps = plannedSteps(draft, { startMs: start?.atMs ?? null, endMs: end?.atMs ?? null, nowMs });
  if (steps.length === 0) return null;
  return (
    <div className="steps">
      <h3>{t('console.preview.then')}</h3>
      <dl className="figures">
        {steps.map((step) => (
          <div key={step.kind}>
            <dt>{words.when(step)}</dt>
            <dd>{words.what(step)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function useStepWords(zone: string, { counts }: Impact, nowMs: number) {
  const t = useText();
  const formats = useFormats();
  const there = useZoneFormats(isTimeZone(zone) ? zone : 'UTC');
  const at = (atMs: number): string =>
    there.day(atMs, nowMs) === t('times.today') ? there.time(atMs) : there.dateTime(atMs, nowMs);
  const devices = { count: counts.participants, number: formats.number(counts.participants) };
  return {
    when: ({ atMs, until }: PlannedStep): string => {
      if (atMs === null) return t(until ? 'console.preview.steps.open' : 'console.preview.steps.now');
      return until ? t('console.preview.steps.to', { time: at(atMs) }) : at(atMs);
    },
    what: ({ kind }: PlannedStep): string =>
      kind === 'switch' || kind === 'switchNow'
        ? t(`console.preview.steps.${kind}`, devices)
        : t(`console.preview.steps.${kind}`),
  };
}
