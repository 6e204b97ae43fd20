/** A device that is signed in, linked and calm; tests change what they are about. */
import { DEFAULT_SETTINGS } from '../../electron/shell/stored-settings.ts';
import type { ShellView } from '../../shared/bridge/settings.ts';
import type { DeviceSnapshot, EventView } from '../../shared/bridge/snapshot.ts';
import type { WindowUpdate } from '../../shared/bridge/window-api.ts';
import type { Notice } from '../../shared/domain/notice.ts';

export const NOW = '2026-11-23T09:00:00.000Z';

export function sampleSnapshot(changes: Partial<DeviceSnapshot> = {}): DeviceSnapshot {
  return {
    session: {
      state: 'signed-in',
      person: { id: 'u1', email: 'ada@north.example', displayName: 'Ada' },
      deviceId: 'd1',
      deviceName: 'desk',
      registeredAt: NOW,
      serviceUrl: 'https://control.example',
      serviceName: 'North',
      protection: 'os',
    },
    link: {
      state: 'online',
      lastContactAt: NOW,
      nextRetryAt: null,
      attempts: 0,
      problem: null,
      failure: null,
    },
    mode: {
      mode: 'normal',
      since: NOW,
      participating: [],
      blocked: [],
      upcoming: [],
      reasons: [],
      recovering: null,
      lastKnownAt: null,
      checking: false,
    },
    standing: null,
    profile: { connectionMode: 700, cachedMode: true, changedAt: null },
    cache: { state: 'off' },
    delegated: [],
    notices: [],
    outbox: { queued: 0, sent: 0, items: [], drafts: [] },
    clock: { offsetMs: 0, now: NOW },
    ...changes,
  };
}

export function sampleEvent(changes: Partial<EventView> = {}): EventView {
  return {
    id: 'e1',
    description: 'Mail is down',
    affectedGroupId: 'g1',
    outlookContinuity: true,
    cloudPasswordReset: 'never',
    expandDistributionLists: false,
    pauseInboundDelivery: false,
    timeZone: 'Europe/London',
    start: NOW,
    end: null,
    startMessage: '',
    endMessage: '',
    version: 1,
    recovering: false,
    recovery: null,
    participates: true,
    reasons: [],
    ...changes,
  };
}

export function sampleNotice(changes: Partial<Notice> = {}): Notice {
  return {
    id: 'n1',
    kind: 'start',
    eventId: 'e1',
    description: 'Mail is down',
    text: 'Please use the companion.',
    reasons: [],
    at: NOW,
    start: NOW,
    end: null,
    repeated: false,
    shownAt: null,
    dismissedAt: null,
    ...changes,
  };
}

export function sampleShell(changes: Partial<ShellView> = {}): ShellView {
  return {
    settings: DEFAULT_SETTINGS,
    darkTheme: false,
    highContrast: false,
    locale: 'en-GB',
    notifications: 'allowed',
    tray: true,
    offeredServiceUrl: null,
    offeredEmail: null,
    offerId: 0,
    organisation: { service: null, openAtLogin: null, emailDomain: null },
    enrolment: null,
    demo: false,
    appVersion: '1.0.0',
    platform: 'linux',
    maximised: false,
    goTo: null,
    notes: [],
    deviceProblem: null,
    ...changes,
  };
}

export function sampleUpdate(
  device: Partial<DeviceSnapshot> = {},
  shell: Partial<ShellView> = {},
): WindowUpdate {
  return { device: sampleSnapshot(device), shell: sampleShell(shell) };
}
