/** One organisation on one morning: the examples of the OpenAPI document, of which those that belong together agree. */
import type { AdministratorView, ApiTokenView, SessionView } from '../../../shared/http/access.ts';
import type { AuditView } from '../../../shared/http/audit.ts';
import type { EventInput, EventView, Impact } from '../../../shared/http/continuity-events.ts';
import type { DeviceView } from '../../../shared/http/devices.ts';
import type { GroupView } from '../../../shared/http/groups.ts';
import type { ImportReport } from '../../../shared/http/import.ts';
import type { MailDelivery } from '../../../shared/http/mail-flow.ts';
import type { PersonView } from '../../../shared/http/people.ts';
import type { FactorChallenge } from '../../../shared/http/second-factor.ts';
import type { WebhookView } from '../../../shared/http/webhooks.ts';

const EVENT_ID = 'evt_7Q2mX4';
const GROUP_ID = 'grp_9fK1aB';
const PERSON_ID = 'usr_3Lp8Zd';
const DEVICE_ID = 'dev_5Tn0Rw';
const START = '2026-11-23T09:00:00.000Z';

/** A list that is all on one page. */
export function page<Item>(item: Item): { readonly items: readonly Item[]; readonly next: null } {
  return { items: [item], next: null };
}

export const newEventExample: Partial<EventInput> = {
  description: 'Mail server maintenance',
  affectedGroupId: GROUP_ID,
  timeZone: 'Europe/London',
  start: { local: '2026-11-23T09:00' },
  end: { local: '2026-11-23T13:00' },
  pauseInboundDelivery: true,
  startMessage: 'Mail is being repaired. Go on reading and sending here.',
  endMessage: 'Mail works again.',
};

export const eventExample: EventView = {
  id: EVENT_ID,
  status: 'current',
  description: 'Mail server maintenance',
  affectedGroupId: GROUP_ID,
  notes: '',
  outlookContinuity: true,
  cloudPasswordReset: 'never',
  expandDistributionLists: false,
  pauseInboundDelivery: true,
  timeZone: 'Europe/London',
  start: START,
  end: '2026-11-23T13:00:00.000Z',
  startMessage: 'Mail is being repaired. Go on reading and sending here.',
  endMessage: 'Mail works again.',
  smsGroupId: null,
  startSms: '',
  startSmsLeadMinutes: 0,
  endSms: '',
  recovering: false,
  version: 3,
};

export const impactExample: Impact = {
  counts: {
    people: 2,
    devices: 1,
    participants: 1,
    nonParticipants: 1,
    reasons: { 'no-registered-device': 1 },
  },
  participants: [{ userId: PERSON_ID, deviceId: DEVICE_ID }],
  nonParticipants: [{ userId: 'usr_8Vc2Kq', reasons: ['no-registered-device'] }],
  warnings: [{ code: 'synchronised-long-ago', message: 'the group was synchronised 14 hours ago' }],
};

export const groupExample: GroupView = {
  id: GROUP_ID,
  name: 'Newsroom',
  source: 'local',
  kind: 'security',
  members: 2,
};

export const personExample: PersonView = {
  id: PERSON_ID,
  email: 'ada@north.example',
  aliases: ['ada.okafor@north.example'],
  displayName: 'Ada Okafor',
  phone: '+442079460000',
  smsConsent: true,
  permissions: { disasterRecovery: true },
  mayRead: [],
};

export const deviceExample: DeviceView = {
  id: DEVICE_ID,
  userId: PERSON_ID,
  email: 'ada@north.example',
  displayName: 'Ada Okafor',
  name: 'ADA-LAPTOP',
  platform: 'win32',
  appVersion: '1.0.0',
  registeredAt: '2026-11-02T08:14:09.120Z',
  revokedAt: null,
  link: 'online',
  onlineSince: '2026-11-23T07:58:41.007Z',
  polledAt: null,
  signedIn: true,
  cachedMode: true,
  mode: 'dr',
  cache: { messages: 412, bytes: 38_118_422, complete: true },
  reportedAt: '2026-11-23T09:00:00.311Z',
  events: [{ eventId: EVENT_ID, participates: true, reasons: [] }],
  reasons: [],
  receipts: [
    {
      eventId: EVENT_ID,
      kind: 'start',
      shownAt: '2026-11-23T09:00:00.290Z',
      receivedAt: '2026-11-23T09:00:00.334Z',
    },
  ],
};

export const auditExample: AuditView = {
  seq: 118,
  at: START,
  service: 'continuity',
  actor: 'administrator:adm_2Hs6Ye',
  action: 'continuity-event.create',
  target: EVENT_ID,
  detail: { before: null, after: { description: 'Mail server maintenance' } },
  prevHash: '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
  hash: '9d1a2bcb1c9f0a3f6a4b3f4f6b6f8a4f4f1a0e6f8e9a4b7f2c5d8e1f3a6b9c0d',
};

export const administratorExample: AdministratorView = {
  id: 'adm_2Hs6Ye',
  email: 'ines@north.example',
  displayName: 'Inês Hoffmann',
  role: 'administrator',
  lastSignInAt: '2026-11-23T07:31:00.000Z',
  hasSecondFactor: true,
};

export const sessionExample: SessionView = {
  administrator: administratorExample,
  csrfToken: 'p0oBvQ2d6mQy1yQb3uVv5w',
  expiresAt: '2026-11-23T19:31:00.000Z',
};

const challenge = 'vJ7q2c0mU1m5b8oYQe6d3k9sX4w';
export const passkeyIdExample = 'q1Zr8T2vQm6cJ0nYb4xWdA';

export const factorChallengeExample: FactorChallenge = {
  challenge,
  expiresAt: '2026-11-23T07:36:00.000Z',
  kinds: ['passkey', 'totp', 'recovery-code'],
  passkey: {
    challenge,
    rpId: 'continuity.north.example',
    timeout: 300_000,
    userVerification: 'discouraged',
    allowCredentials: [{ id: passkeyIdExample, type: 'public-key', transports: ['internal', 'hybrid'] }],
  },
};

export const apiTokenExample: ApiTokenView = {
  id: 'tok_1Wd4Gm',
  name: 'Status page',
  scopes: ['events:read'],
  createdBy: 'administrator:adm_2Hs6Ye',
  createdAt: '2026-11-20T10:00:00.000Z',
  lastUsedAt: null,
  expiresAt: '2027-11-20T10:00:00.000Z',
};

export const webhookExample: WebhookView = {
  id: 'whk_6Jb9Xs',
  name: 'Pager',
  url: 'https://pager.example/continuity',
  types: ['continuity-event.started', 'continuity-event.ended'],
  active: true,
  inactiveBecause: null,
  failingSince: null,
  lastDeliveredAt: '2026-11-23T09:00:01.000Z',
  createdAt: '2026-11-20T10:00:00.000Z',
};

export const mailDeliveryExample: MailDelivery = {
  id: 'dlv_8Kf3Lm',
  direction: 'inbound',
  messageId: 'Mk2v9c1d7',
  sender: 'orders@partner.example',
  recipient: 'ada@north.example',
  subject: 'Order 4711',
  state: 'held',
  attempts: 0,
  possibleDuplicates: 0,
  queuedAt: '2026-11-23T09:02:13.518Z',
  nextAttemptAt: null,
  heldAt: '2026-11-23T09:02:13.518Z',
  heldEventId: EVENT_ID,
  releasedAt: null,
  lastAttemptAt: null,
  lastReply: null,
  handedTo: null,
  finishedAt: null,
};

export const importReportExample: ImportReport = {
  counts: { created: 1, updated: 0, unchanged: 0, refused: 1 },
  lines: [
    { line: 2, outcome: 'created', key: 'ada@north.example', errors: [] },
    {
      line: 3,
      outcome: 'refused',
      key: 'no address',
      errors: [
        { column: 'email', code: 'not-an-address', message: 'must be a mail address like ada@example.com' },
      ],
    },
  ],
};

export const problemExample = {
  type: 'about:blank',
  title: 'Unprocessable Entity',
  status: 422,
  detail: 'some fields cannot be accepted',
  code: 'invalid',
  errors: [
    {
      pointer: '/startMessage',
      code: 'too-long',
      limit: 250,
      message: 'must have at most 250 characters',
    },
  ],
};
