/** What each released schema of the service's database holds in its fixture: written with that schema's own columns, found again by any later one. */
import { FIRST_PREV_HASH, hashOf } from '../../service/audit/chain.ts';

export interface SchemaContent {
  /** As when the migration was released; what comes later is of no concern to it. */
  readonly write: readonly string[];
  /** Finds it in the newest schema: a query that gives one row a line, and the rows. */
  readonly read: string;
  readonly rows: readonly unknown[];
}

const AT = '2026-11-23T09:00:00.000Z';
const AUDIT = {
  seq: 1,
  at: AT,
  service: 'continuity',
  actor: 'administrator',
  action: 'continuity-event.create',
  target: 'event-1',
  detail: '{}',
  prevHash: FIRST_PREV_HASH,
};
const PERSON_HEAD = { id: 'person-1', email: 'ada@example.com' };
const EVENT_HEAD = { id: 'event-1', description: 'Mail is down', startMessage: 'Use this app' };
const MESSAGE_CONTENT = {
  ...{
    refusal: null,
    headers: [],
    textBody: [],
    htmlBody: [],
    attachments: [],
    preview: 'Hello',
    hasAttachment: false,
  },
  structure: {
    ...{
      partId: '1',
      size: 5,
      name: null,
      type: 'text/plain',
      charset: 'us-ascii',
      disposition: null,
      cid: null,
    },
    ...{ language: null, location: null, headers: [], encoding: '7bit', start: 0, end: 5, subParts: [] },
  },
  ...{
    messageId: [],
    inReplyTo: [],
    references: [],
    sender: [],
    from: [],
    to: [],
    cc: [],
    bcc: [],
    replyTo: [],
  },
  ...{ subject: 'Hello', sentAt: null },
};

const row = (...values: readonly (string | number | null)[]): string =>
  values
    .map((value) =>
      value === null
        ? 'null'
        : typeof value === 'number'
          ? String(value)
          : `'${value.replaceAll("'", "''")}'`,
    )
    .join(', ');

/** By migration number; a migration without an entry fails the tests. */
export const SERVICE_CONTENT: Readonly<Record<number, SchemaContent>> = {
  1: {
    write: [
      `insert into organisation values (${row(1, 'service-1', 'Northwind', 'epoch-1', 3, 0, AT, 'c2VjcmV0IG9mIGEgZml4dHVyZQ')})`,
      `insert into changeLog values (${row(3, AT, 'standing', null, null, null)})`,
      `insert into changeLogPeople values (${row(3, 'person-1', 'group-1', null)})`,
    ],
    read: 'select serviceId, epoch, revision from organisation',
    rows: [{ serviceId: 'service-1', epoch: 'epoch-1', revision: 3 }],
  },
  2: {
    write: [`insert into audit values (${row(...Object.values(AUDIT), hashOf(AUDIT))})`],
    read: 'select seq, action, hash from audit where seq = 1',
    rows: [{ seq: 1, action: AUDIT.action, hash: hashOf(AUDIT) }],
  },
  3: {
    write: [
      `insert into people values (${row('person-1', 'Ada', 'ada@example.com', null, 0, 1, null, AT)})`,
      `insert into mailAddresses values (${row('ada@example.com', 'ada@example.com', 'person', 'person-1', 0)})`,
      `insert into groups values (${row('group-1', 'London', 'local', 'security', null, null, AT)})`,
      `insert into groupMembers values (${row('group-1', 'person-1')})`,
    ],
    read: 'select people.id, email from people join groupMembers on personId = people.id',
    rows: [PERSON_HEAD],
  },
  4: {
    write: [
      `insert into continuityEvents values (${row(
        ...['event-1', 'Mail is down', 'group-1', 'notes', 1, 'never', 0, 0, 'Europe/London', AT, null],
        ...['Use this app', 'Mail is back', null, '', 0, '', 1, 3, AT],
      )})`,
    ],
    read: 'select id, description, startMessage from continuityEvents',
    rows: [EVENT_HEAD],
  },
  5: {
    write: [
      `insert into devices values (${row(
        ...[
          'device-1',
          'person-1',
          '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
          'laptop',
          'linux',
          '0.1.0',
          AT,
          null,
        ],
        ...[1, 1, 'dr', AT, 20, 1000, 1, '[]'],
      )})`,
      `insert into receipts values (${row('device-1', 'receipt-1', 'event-1', 'start', AT, AT)})`,
    ],
    read: 'select deviceId, kind, mode from receipts join devices on devices.id = deviceId',
    rows: [{ deviceId: 'device-1', kind: 'start', mode: 'dr' }],
  },
  10: {
    write: [
      `insert into messages values (${row('M1', Date.parse(AT), 5, 'Hello', '', '', '', 0, JSON.stringify(MESSAGE_CONTENT))})`,
      `insert into messageBodies values (${row('M1', '1', 'Hello', 0)})`,
      `insert into mailboxAccounts values (${row('person-1', 1, 0)})`,
      `insert into emails values (${row('person-1', 'E1', 'M1', 'T1', 'inbox', Date.parse(AT), 0, 0, 0, 0, 1, 1)})`,
      `insert into goneEmails values (${row('person-1', 'E0', 'T0', 'inbox', 1, 1, Date.parse(AT))})`,
      `insert into threadKeys values (${row('person-1', 'hello', 'T1', Date.parse(AT))})`,
    ],
    read: 'select emails.id, value from emails join messageBodies using (messageId)',
    rows: [{ id: 'E1', value: 'Hello' }],
  },
  11: {
    write: [
      `insert into administrators values (${row(
        ...[
          'administrator-1',
          'ines@example.com',
          'ines@example.com',
          'Ines',
          'ines',
          'ines ines@example.com',
        ],
        ...['administrator', '$argon2id$none', AT, null],
      )})`,
      `insert into sessions values (${row('hash-of-a-session', 'administrator-1', AT, AT)})`,
    ],
    read: 'select displayName, role from sessions join administrators on administratorId = id',
    rows: [{ displayName: 'Ines', role: 'administrator' }],
  },
  12: {
    write: [
      `insert into apiTokens values (${row(
        ...['token-1', 'hash-of-a-token', 'Reports', 'reports', '["events:read"]', 'administrator-1'],
        ...[AT, null, null],
      )})`,
    ],
    read: 'select name, scopes from apiTokens',
    rows: [{ name: 'Reports', scopes: '["events:read"]' }],
  },
  13: {
    write: [],
    read: 'select people.nameKey as person, groups.nameKey as list from people, groups',
    rows: [{ person: 'ada', list: 'london' }],
  },
  14: {
    write: [
      `insert into webhooks values (${row(
        ...['webhook-1', 'Pager', 'pager', 'https://pager.example/', '[]', 'c2VjcmV0', null, null, null, AT],
      )})`,
      `insert into idempotencyKeys values (${row('key-1', 'fingerprint', AT, null)})`,
    ],
    read: 'select name, toldStatus from webhooks, continuityEvents',
    rows: [{ name: 'Pager', toldStatus: 'current' }],
  },
  15: {
    write: [
      `insert into mailDeliveries values (${row(
        ...[
          1,
          'M1.0',
          'inbound',
          'M1',
          null,
          null,
          'bob@example.org',
          'ada@example.com',
          'in ada@example.com',
        ],
        ...['example.com', 'person-1', null, 'Hello', 'hello', 'held', 1, 0, 0, 0, AT, AT, AT],
        ...['event-1', AT, null, null, null, null, null, 0],
      )})`,
      `insert into mailTrace values (${row(1, 'M1', 'M1.0', AT, 'held', 'event-1', null)})`,
    ],
    read: 'select recipient, state, step from mailDeliveries join mailTrace on deliveryId = id',
    rows: [{ recipient: 'ada@example.com', state: 'held', step: 'held' }],
  },
  18: {
    write: [
      `insert into uploads values (${row('person-1', 'U1', 'application/pdf', 5, Date.parse(AT))})`,
      `insert into emailSubmissions values (${row(
        ...['person-1', 'S1', 'made@example.com', 'fingerprint', 'I1', 'E1', 'T1', '{}'],
        ...[Date.parse(AT), 'final', 2, 2, 0],
      )})`,
      "update emails set ownHash = 'hash'",
    ],
    read: 'select S.id, ownHash, movedModseq from emailSubmissions S, emails E join mailboxAccounts using (accountId)',
    rows: [{ id: 'S1', ownHash: 'hash', movedModseq: 0 }],
  },
  20: {
    write: [`insert into deviceHistory values (${row('device-1', AT, 'entered-dr', '{"eventIds":[]}')})`],
    read: 'select kind from deviceHistory join devices on deviceId = devices.id',
    rows: [{ kind: 'entered-dr' }],
  },
  21: {
    write: [`insert into removedDevices values (${row('device-0', 'person-0', 'key-0', AT)})`],
    read: 'select id, publicKey from removedDevices',
    rows: [{ id: 'device-0', publicKey: 'key-0' }],
  },
  22: {
    write: [`insert into nestedGroups values (${row('group-1', 'group-1')})`],
    read: 'select direct, memberId from groupMembers join nestedGroups using (groupId)',
    rows: [{ direct: 1, memberId: 'group-1' }],
  },
  23: {
    write: [],
    read: `select messageId from messageWords join searchable on number = messageWords.rowid where messageWords match 'owners : "o706572736f6e2d31" AND body : "hel" *'`,
    rows: [{ messageId: 'M1' }],
  },
  24: {
    write: ["update messages set fingerprint = 'fingerprint'"],
    read: 'select id, fingerprint from messages',
    rows: [{ id: 'M1', fingerprint: 'fingerprint' }],
  },
  25: {
    write: [`insert into serviceClock values (${row(1, Date.parse(AT), 60_000, 'boot-1')})`],
    read: 'select serviceMs, bootId from serviceClock',
    rows: [{ serviceMs: Date.parse(AT), bootId: 'boot-1' }],
  },
  26: {
    write: ['update devices set bound = 1'],
    read: 'select id, bound from devices',
    rows: [{ id: 'device-1', bound: 1 }],
  },
  27: {
    write: [
      `insert into secondFactors values (${row(
        ...['factor-1', 'administrator-1', 'totp', 'Phone', 'ONSWG4TFOQ', null, null, null, 59_000_000, AT],
        ...[null],
      )})`,
      `insert into recoveryCodes values (${row('administrator-1', 'hash-of-a-code')})`,
      `insert into factorChallenges values (${row('hash-of-a-challenge', 'administrator-1', 'sign-in', null, 0, AT)})`,
    ],
    read: `select secondFactors.name, codeHash, purpose, requireSecondFactor as required from secondFactors
      join recoveryCodes using (administratorId) join factorChallenges using (administratorId), organisation`,
    rows: [{ name: 'Phone', codeHash: 'hash-of-a-code', purpose: 'sign-in', required: 0 }],
  },
  28: {
    write: [`insert into auditStart values (${row(1, 1, hashOf(AUDIT))})`],
    read: 'select seq, hash from auditStart',
    rows: [{ seq: 1, hash: hashOf(AUDIT) }],
  },
  29: {
    write: [
      `insert into mailAddresses values (${row('ada@bücher.example', 'ada@bücher.example', 'person', 'person-1', 1)})`,
    ],
    read: "select addressKey, ownerId from mailAddresses where addressKey like '%bücher%'",
    rows: [{ addressKey: 'ada@bücher.example', ownerId: 'person-1' }],
  },
  30: {
    write: [`insert into commitLog values (${row(1, '[{"kind":"clock"}]')})`],
    read: 'select number, news from commitLog',
    rows: [{ number: 1, news: '[{"kind":"clock"}]' }],
  },
};
