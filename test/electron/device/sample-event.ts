/** A continuity event as a device is told of it, with fields to replace. */
import type { DeviceEvent } from '../../../shared/domain/device-event.ts';
import type { Standing } from '../../../shared/protocol/messages/parts.ts';

export const GROUP = 'group-london';

export function sampleEvent(fields: Partial<DeviceEvent> = {}): DeviceEvent {
  return {
    id: 'event-1',
    description: 'Exchange is down',
    affectedGroupId: GROUP,
    outlookContinuity: true,
    cloudPasswordReset: 'never',
    expandDistributionLists: false,
    pauseInboundDelivery: false,
    timeZone: 'Europe/London',
    start: '2026-11-23T09:00:00.000Z',
    end: '2026-11-23T11:00:00.000Z',
    startMessage: 'Mail is down',
    endMessage: 'Mail is back',
    version: 1,
    recovering: false,
    recovery: null,
    ...fields,
  };
}

export function sampleStanding(
  fields: { groupIds?: readonly string[]; disasterRecovery?: boolean } = {},
): Standing {
  const { groupIds = [GROUP], disasterRecovery = true } = fields;
  return {
    permissions: { disasterRecovery },
    groups: groupIds.map((id) => ({ id, name: id, lastSyncAt: null })),
    passwordReset: 'never',
  };
}
