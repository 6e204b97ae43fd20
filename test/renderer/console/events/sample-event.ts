/** A saved continuity event, as the console reads it. */
import type { EventView } from '../../../../shared/http/continuity-events.ts';

export const NOW_MS = Date.parse('2026-11-23T09:00:00.000Z');

export function sampleEvent(given: Partial<EventView> = {}): EventView {
  return {
    id: 'e1',
    status: 'current',
    description: 'Mail is down',
    affectedGroupId: 'munich',
    notes: '',
    outlookContinuity: true,
    cloudPasswordReset: 'never',
    expandDistributionLists: false,
    pauseInboundDelivery: false,
    timeZone: 'Europe/Berlin',
    // With seconds, as Start now leaves it.
    start: '2026-11-23T08:13:27.456Z',
    end: '2026-11-23T17:00:00.000Z',
    startMessage: 'Down.',
    endMessage: 'Back.',
    smsGroupId: null,
    startSms: '',
    startSmsLeadMinutes: 0,
    endSms: '',
    recovering: false,
    version: 3,
    ...given,
  };
}
