/** Messages of the device channel, right in shape and at the edges of what each field allows. */
import fc, { type Arbitrary } from 'fast-check';
import { MAX_REPORTED_EVENTS } from '../../../shared/protocol/messages/report.ts';
import { CLOUD_PASSWORD_RESET } from '../../../shared/domain/continuity-event.ts';
import { NOTICE_KINDS } from '../../../shared/domain/notice.ts';
import { PARTICIPATION_REASONS } from '../../../shared/domain/participation.ts';

export const ids = fc.oneof(
  fc.string({ minLength: 1, maxLength: 220 }),
  fc.constantFrom('', 'e1', 'd1', '__proto__'),
);
const texts = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.constant('x'.repeat(5000)));
export const instants = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom(
    '1970-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '+275760-09-13T00:00:00.000Z',
    '2026-11-23',
  ),
);
const numbers = fc.oneof(
  fc.nat(),
  fc.constantFrom(-1, 0.5, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 2, Number.MAX_VALUE),
);
const maybe = <Value>(value: Arbitrary<Value>): Arbitrary<Value | null> => fc.option(value);

const deviceEvents = fc.record({
  id: ids,
  description: texts,
  affectedGroupId: ids,
  outlookContinuity: fc.boolean(),
  cloudPasswordReset: fc.constantFrom(...CLOUD_PASSWORD_RESET, ''),
  expandDistributionLists: fc.boolean(),
  pauseInboundDelivery: fc.boolean(),
  timeZone: fc.constantFrom('UTC', 'Europe/London', 'Mars/Phobos', ''),
  start: instants,
  end: maybe(instants),
  startMessage: texts,
  endMessage: texts,
  version: numbers,
  recovering: fc.boolean(),
  recovery: maybe(fc.record({ delivered: numbers, total: numbers })),
});
const standing = {
  permissions: fc.record({ disasterRecovery: fc.boolean() }),
  groups: fc.array(fc.record({ id: ids, name: texts, lastSyncAt: fc.option(instants) }), { maxLength: 4 }),
  passwordReset: fc.constantFrom(...CLOUD_PASSWORD_RESET, ''),
};
const snapshots = fc.record({ ...standing, events: fc.array(deviceEvents, { maxLength: 4 }) });
const people = fc.record({ id: ids, email: texts, displayName: texts });
const typed = (type: string, fields: Readonly<Record<string, Arbitrary<unknown>>>) =>
  fc.record({ type: fc.constant(type), ...fields });

export const upMessages = fc.oneof(
  typed('authenticate', {
    deviceId: ids,
    nonce: ids,
    signature: ids,
    appVersion: texts,
    signedIn: fc.boolean(),
    cachedMode: fc.boolean(),
    epoch: ids,
    revision: numbers,
  }),
  typed('report', {
    id: ids,
    mode: fc.constantFrom('normal', 'dr', 'maybe'),
    events: fc.array(
      fc.record({
        eventId: ids,
        participates: fc.boolean(),
        reasons: fc.array(fc.constantFrom(...PARTICIPATION_REASONS)),
      }),
      { maxLength: MAX_REPORTED_EVENTS + 1 },
    ),
    cachedMode: fc.boolean(),
    cache: fc.record({ messages: numbers, bytes: numbers, complete: fc.boolean() }),
  }),
  typed('receipt', { id: ids, eventId: ids, kind: fc.constantFrom(...NOTICE_KINDS), shownAt: instants }),
  typed('time', { echo: texts }),
);

export const downMessages = fc.oneof(
  typed('hello', {
    serviceId: ids,
    serverTime: instants,
    nonce: fc.string({ minLength: 42, maxLength: 44 }),
  }),
  typed('welcome', {
    sessionId: ids,
    heartbeatMs: numbers,
    epoch: ids,
    revision: numbers,
    user: people,
    snapshot: maybe(snapshots),
  }),
  typed('event', { revision: numbers, event: deviceEvents }),
  typed('event-gone', { revision: numbers, eventId: ids, reason: texts }),
  typed('standing', { revision: numbers, ...standing }),
  typed('mailbox', { accountId: ids, state: texts }),
  typed('time', { serverTime: instants, echo: texts }),
  typed('token', { accessToken: ids, expiresAt: instants }),
  typed('ack', { id: ids }),
  typed('bye', { code: numbers, reason: texts, retryAfterMs: numbers }),
);

export const pollAnswers = fc.record(
  {
    serverTime: instants,
    epoch: ids,
    revision: numbers,
    user: people,
    snapshot: snapshots,
    accessToken: ids,
    expiresAt: instants,
  },
  { requiredKeys: ['serverTime', 'epoch', 'revision', 'user', 'snapshot'] },
);
