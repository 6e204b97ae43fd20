/** What one line of an event's timeline says. */
import type { TimelineItem } from '../../../../shared/http/event-progress.ts';
import { useFormats, useText } from '../../../text/text-root.tsx';

interface ItemWords {
  readonly title: string;
  /** A message, or where the end was moved; null: nothing more to say. */
  readonly detail: string | null;
}

const FIELDS = [
  'description',
  'affectedGroupId',
  'notes',
  'outlookContinuity',
  'expandDistributionLists',
  'pauseInboundDelivery',
  'cloudPasswordReset',
  'timeZone',
  'start',
  'end',
  'startMessage',
  'endMessage',
  'smsGroupId',
  'startSms',
  'startSmsLeadMinutes',
  'endSms',
] as const;

export function useItemWords(): (item: TimelineItem, nowMs: number) => ItemWords {
  const t = useText();
  const formats = useFormats();
  const end = (at: string | null | undefined, nowMs: number): string =>
    at === null || at === undefined ? t('console.events.eternal') : formats.dayTime(Date.parse(at), nowMs);
  return ({ kind, detail }, nowMs) => {
    const moved =
      detail.from === undefined
        ? null
        : t('console.event.timeline.endMoved', { from: end(detail.from, nowMs), to: end(detail.to, nowMs) });
    const message = detail.message === undefined || detail.message === '' ? null : detail.message;
    switch (kind) {
      case 'started':
      case 'ended': {
        const past = kind === 'started' ? 'hasStarted' : 'hasEnded';
        return {
          title: t(`console.event.timeline.${detail.planned === true ? kind : past}`),
          detail: message,
        };
      }
      case 'edited': {
        const named = FIELDS.filter((field) => detail.fields?.includes(field) === true);
        const fields = named.map((field) => t(`console.event.fields.${field}`)).join(', ');
        return { title: t('console.event.timeline.edited', { fields }), detail: moved };
      }
      case 'extended':
        return { title: t('console.event.timeline.extended', { to: end(detail.to, nowMs) }), detail: moved };
      case 'last-start-shown':
      case 'last-end-shown':
        return { title: t(`console.event.timeline.${kind}`, { count: detail.devices ?? 0 }), detail: null };
      default:
        return { title: t(`console.event.timeline.${kind}`), detail: null };
    }
  };
}
