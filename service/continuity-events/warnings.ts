/** The traps that an administrator is warned of before saving (product 1, "Warn, before saving"). */
import { canExpand, isStaleSync, isUnsupportedList, type GroupKind } from '../../shared/domain/group.ts';
import { DAY_MS, toMs } from '../../shared/domain/instant.ts';
import type { EventFields } from './check-event.ts';
import type { Cohort } from './impact.ts';

export interface Warning {
  readonly code: string;
  readonly message: string;
  /** How many people it is about, where that matters. */
  readonly people?: number;
}

export interface Surroundings {
  readonly group: { readonly kind: GroupKind; readonly lastSyncAt: string | null };
  /** A plain or dynamic distribution list is nested in it. */
  readonly hasUnsupportedList: boolean;
  readonly cohorts: readonly Cohort[];
  /** People of the group whom another continuity event covers at the same time. */
  readonly alsoCovered: number;
  /** People of the SMS group who opted in; null: no SMS group. */
  readonly smsReachable: number | null;
  readonly nowMs: number;
}

/** A mail server's queue usually bounces after 4 to 5 days. */
const QUEUE_LIFE_MS = 4 * DAY_MS;

export function warningsFor(event: EventFields, around: Surroundings): readonly Warning[] {
  return [
    ...aboutGroup(event, around),
    ...aboutPeople(event, around),
    ...aboutSettings(event, around),
    ...aboutSms(event, around),
  ];
}

function when(holds: boolean, code: string, message: string, people?: number): readonly Warning[] {
  return holds ? [{ code, message, ...(people === undefined ? {} : { people }) }] : [];
}

function aboutGroup(
  event: EventFields,
  { group, hasUnsupportedList, nowMs }: Surroundings,
): readonly Warning[] {
  const stale = group.lastSyncAt !== null && isStaleSync(group.lastSyncAt, nowMs);
  return [
    ...when(
      isUnsupportedList(group.kind) || (event.expandDistributionLists && !canExpand(group.kind)),
      'unsupported-list',
      'Mail to this group cannot be expanded: only mail-enabled security groups and Microsoft 365 groups can.',
    ),
    ...when(
      hasUnsupportedList,
      'nested-unsupported-list',
      'A distribution list is in this group: its members do not take part, and get none of the group’s mail here.',
    ),
    ...when(
      stale,
      'stale-directory',
      'The directory was last synchronised more than 12 hours ago: the membership may be out of date.',
    ),
  ];
}

function aboutPeople(event: EventFields, { cohorts, alsoCovered }: Surroundings): readonly Warning[] {
  const permitted = cohorts.some(({ disasterRecovery }) => disasterRecovery);
  const cached = cohorts.some(
    ({ device }) => device !== null && !device.revoked && device.signedIn && device.cachedMode,
  );
  return [
    ...when(cohorts.length === 0, 'empty-group', 'Nobody is in the affected group.'),
    ...when(
      cohorts.length > 0 && !permitted,
      'nobody-permitted',
      'Nobody in the affected group has the disaster recovery permission.',
    ),
    ...when(
      cohorts.length > 0 && !cached,
      'nobody-cached',
      'Nobody in the affected group has a signed-in device with a cached profile.',
    ),
    ...when(
      alsoCovered > 0,
      'overlap',
      `Another continuity event covers ${String(alsoCovered)} of these people at the same time; each stands for itself.`,
      alsoCovered,
    ),
    ...when(
      !event.outlookContinuity,
      'outlook-continuity-off',
      'No device will enter DR mode: Outlook continuity is off.',
    ),
  ];
}

function aboutSettings(event: EventFields, { cohorts }: Surroundings): readonly Warning[] {
  const long = event.end === null || toMs(event.end) - toMs(event.start) > QUEUE_LIFE_MS;
  const reset = event.cloudPasswordReset;
  const unready = cohorts.length > 0 && !cohorts.some(({ smsReady }) => smsReady);
  return [
    ...when(
      long && !event.pauseInboundDelivery,
      'long-without-pause',
      'The event is Eternal or longer than four days, and inbound delivery is not paused: mail queued for the mail server may bounce.',
    ),
    ...when(
      reset === 'email' || (reset === 'email-or-sms' && unready),
      'reset-by-email',
      'Passwords would be reset by e-mail, to people whose mailbox is the one that is down.',
    ),
    ...when(
      reset === 'sms' && unready,
      'reset-by-sms-nobody',
      'Passwords would be reset by SMS, and nobody in the affected group has a number and has opted in.',
    ),
  ];
}

function aboutSms(event: EventFields, { smsReachable }: Surroundings): readonly Warning[] {
  const hasText = event.startSms !== '' || event.endSms !== '';
  return [
    ...when(
      hasText && smsReachable === null,
      'sms-without-group',
      'There is an SMS text, but no SMS group to send it to.',
    ),
    ...when(
      hasText && smsReachable === 0,
      'sms-nobody-opted-in',
      'Nobody in the SMS group has opted in to SMS.',
    ),
  ];
}
