/** Snapshots of a device in every state that its window has to show. */
import type { ShellView } from '../../../shared/bridge/settings.ts';
import type { CacheView, DeviceSnapshot, EventView, ModeView } from '../../../shared/bridge/snapshot.ts';
import type { WindowUpdate } from '../../../shared/bridge/window-api.ts';
import { HOUR_MS, MINUTE_MS, fromMs, toMs } from '../../../shared/domain/instant.ts';
import type { Notice } from '../../../shared/domain/notice.ts';
import { katharina, NOW, OUTAGE_START, YESTERDAY } from './sample-mail.ts';

const ago = (spanMs: number): string => fromMs(toMs(NOW) - spanMs);
const ahead = (spanMs: number): string => fromMs(toMs(NOW) + spanMs);

export const outage: EventView = {
  id: 'e1',
  description: 'Mail server outage, Munich data centre',
  affectedGroupId: 'g1',
  outlookContinuity: true,
  cloudPasswordReset: 'email-or-sms',
  expandDistributionLists: true,
  pauseInboundDelivery: true,
  timeZone: 'Europe/Berlin',
  start: OUTAGE_START,
  end: '2026-03-10T17:00:00.000Z',
  startMessage:
    'Our mail server in Munich is down. Please use Continuity Companion until we tell you that mail is back. Your phone and Outlook will not show new mail. Questions: service desk, extension 4400.',
  endMessage: 'Mail is back. Please use Outlook again.',
  version: 3,
  recovering: false,
  recovery: null,
  participates: true,
  reasons: [],
};

export const firewall: EventView = {
  ...outage,
  id: 'e2',
  description: 'Firewall change, Hamburg',
  start: '2026-03-14T21:00:00.000Z',
  end: '2026-03-15T07:00:00.000Z',
  startMessage: 'Mail is being maintained tonight.',
  participates: false,
  reasons: ['event-not-current', 'not-in-affected-group'],
};

const quiet: ModeView = {
  mode: 'normal',
  since: YESTERDAY,
  participating: [],
  blocked: [],
  upcoming: [firewall],
  reasons: [],
  recovering: null,
  lastKnownAt: null,
  checking: false,
};

export const inDr: ModeView = { ...quiet, mode: 'dr', since: OUTAGE_START, participating: [outage] };

const complete: CacheView = {
  state: 'complete',
  messages: 148,
  unread: 3,
  bytes: 61_000_000,
  expected: 148,
  completeAt: ago(2 * MINUTE_MS),
  problem: null,
  generation: 1,
};

export const device: DeviceSnapshot = {
  session: {
    state: 'signed-in',
    person: { id: 'p1', email: katharina.address, displayName: katharina.name },
    deviceId: 'd1',
    deviceName: 'LAP-0417',
    registeredAt: '2026-01-12T08:00:00.000Z',
    serviceUrl: 'https://continuity.northwind.example',
    serviceName: 'Northwind',
    protection: 'os',
  },
  link: { state: 'online', lastContactAt: NOW, nextRetryAt: null, attempts: 0, problem: null, failure: null },
  mode: quiet,
  standing: {
    permissions: { disasterRecovery: true },
    groups: [
      { id: 'g1', name: 'Munich office', lastSyncAt: '2026-03-10T10:15:00.000Z' },
      { id: 'g2', name: 'Logistics', lastSyncAt: '2026-03-10T10:15:00.000Z' },
    ],
    passwordReset: 'email',
  },
  profile: { connectionMode: 700, cachedMode: true, changedAt: YESTERDAY },
  cache: complete,
  delegated: [],
  notices: [],
  outbox: { queued: 0, sent: 0, items: [], drafts: [] },
  clock: { offsetMs: 120, now: NOW },
};

export const shell: ShellView = {
  settings: {
    theme: 'light',
    language: 'en',
    notificationsPausedUntil: null,
    openAtLogin: true,
    toldAboutTray: true,
  },
  darkTheme: false,
  highContrast: false,
  locale: 'en-GB',
  notifications: 'allowed',
  tray: true,
  offeredServiceUrl: 'https://continuity.northwind.example',
  offeredEmail: null,
  offerId: 0,
  organisation: { service: null, openAtLogin: null, emailDomain: null },
  enrolment: null,
  demo: true,
  appVersion: '0.1.0',
  platform: 'linux',
  maximised: false,
  goTo: null,
  notes: [],
  deviceProblem: null,
};

const startNotice: Notice = {
  id: 'n1',
  kind: 'start',
  eventId: 'e1',
  description: outage.description,
  text: outage.startMessage,
  reasons: [],
  at: OUTAGE_START,
  start: outage.start,
  end: outage.end,
  repeated: false,
  shownAt: OUTAGE_START,
  dismissedAt: null,
};

export const notices: readonly Notice[] = [
  {
    ...startNotice,
    id: 'n5',
    kind: 'end',
    text: 'Mail is back. Please use Outlook again.',
    at: ago(10 * MINUTE_MS),
  },
  {
    ...startNotice,
    id: 'n6',
    kind: 'blocked',
    text: '',
    reasons: ['cached-mode-off'],
    at: ago(40 * MINUTE_MS),
  },
  startNotice,
  {
    ...startNotice,
    id: 'n2',
    kind: 'missed',
    text: '',
    description: 'Storage failover',
    start: '2026-03-09T08:00:00.000Z',
    end: '2026-03-09T10:00:00.000Z',
    at: YESTERDAY,
  },
  {
    ...startNotice,
    id: 'n3',
    kind: 'left',
    description: 'Line cut, Hamburg',
    text: '',
    reasons: ['not-in-affected-group'],
    at: YESTERDAY,
    dismissedAt: YESTERDAY,
  },
  {
    ...startNotice,
    id: 'n4',
    description: 'Spring drill',
    text: '',
    repeated: true,
    at: YESTERDAY,
    dismissedAt: YESTERDAY,
  },
];

const cut: DeviceSnapshot['link'] = {
  state: 'offline',
  lastContactAt: ago(9 * MINUTE_MS),
  nextRetryAt: ahead(40_000),
  attempts: 6,
  problem: 'unreachable',
  failure: null,
};

const signedIn = device.session;
if (signedIn.state !== 'signed-in') throw new Error('the sample device is signed in');
const off: DeviceSnapshot['profile'] = {
  connectionMode: 800,
  cachedMode: false,
  changedAt: ago(20 * HOUR_MS),
};
const dr: DeviceSnapshot = {
  ...device,
  mode: inDr,
  notices: [startNotice],
  profile: { ...device.profile, connectionMode: 400 },
};
const signedOut = (
  because: 'never-signed-in' | 'revoked' | 'signed-out' | 'keys-unreadable',
): DeviceSnapshot => ({
  ...device,
  session: { state: 'signed-out', because, serviceUrl: null, email: null, kept: 0, lost: [] },
  cache: { state: 'off' },
  delegated: [],
});

/** By name; a scenario is one snapshot. */
export const SCENARIOS = {
  normal: device,
  dr,
  'dr-offline': { ...dr, link: cut, outbox: { ...dr.outbox, queued: 1 } },
  'dr-eternal': {
    ...dr,
    mode: { ...inDr, participating: [{ ...outage, end: null }], lastKnownAt: ago(26 * HOUR_MS) },
    link: cut,
  },
  'dr-several': {
    ...dr,
    mode: {
      ...inDr,
      participating: [
        outage,
        {
          ...outage,
          id: 'e3',
          description: 'Telephone exchange move',
          startMessage: 'Please call mobile numbers.',
          end: '2026-03-10T19:00:00.000Z',
        },
      ],
    },
  },
  'dr-syncing': { ...dr, cache: { ...complete, state: 'syncing', messages: 84, completeAt: null } },
  'dr-checking': { ...dr, mode: { ...inDr, checking: true }, link: { ...cut, state: 'connecting' } },
  blocked: {
    ...device,
    profile: off,
    cache: { state: 'off' },
    mode: { ...quiet, blocked: [{ ...outage, participates: false, reasons: ['cached-mode-off'] }] },
    notices: notices.slice(1, 2),
  },
  recovering: {
    ...device,
    mode: {
      ...quiet,
      recovering: {
        event: { ...outage, end: ago(12 * MINUTE_MS), recovering: true },
        recovery: { delivered: 37, total: 212 },
      },
    },
    notices: notices.slice(0, 3),
  },
  offline: { ...device, link: cut },
  polling: {
    ...device,
    link: {
      ...device.link,
      state: 'polling',
      lastContactAt: ago(MINUTE_MS),
      nextRetryAt: ahead(2 * MINUTE_MS),
    },
  },
  checking: { ...device, mode: { ...quiet, checking: true } },
  'left-out': {
    ...device,
    mode: { ...quiet, reasons: ['no-disaster-recovery-permission'] },
    standing: {
      permissions: { disasterRecovery: false },
      groups: device.standing?.groups ?? [],
      passwordReset: 'email',
    },
  },
  notices: { ...device, notices },
  filling: { ...device, cache: { ...complete, state: 'syncing', messages: 61, completeAt: null } },
  'first-run': {
    ...device,
    cache: {
      ...complete,
      state: 'syncing',
      messages: 0,
      unread: 0,
      bytes: 0,
      expected: null,
      completeAt: null,
    },
  },
  troubled: {
    ...device,
    link: cut,
    profile: off,
    cache: { state: 'off' },
    standing: { permissions: { disasterRecovery: false }, groups: [], passwordReset: 'never' },
    clock: { ...device.clock, offsetMs: 3 * HOUR_MS },
  },
  memory: { ...device, session: { ...signedIn, protection: 'memory' } },
  'sign-in': signedOut('never-signed-in'),
  revoked: signedOut('revoked'),
  locked: { ...device, session: { state: 'locked', serviceUrl: null }, cache: { state: 'off' } },
} as const satisfies Record<string, DeviceSnapshot>;

export type ScenarioName = keyof typeof SCENARIOS;

export function updateOf(name: ScenarioName, change: Partial<ShellView> = {}): WindowUpdate {
  return { device: SCENARIOS[name], shell: { ...shell, ...change } };
}
