/** OpenAPI: the audit log, live changes, the clock, health and the lab. */
import { auditExample, eventExample, page } from '../examples.ts';
import type { Operation } from '../operation.ts';

const { seq, hash, at } = auditExample;
const linkFault = {
  target: { kind: 'device', deviceId: 'dev_5Tn0Rw' },
  fault: { kind: 'delay', delayMs: 800 },
};
const readinessProblem = {
  code: 'primary-unreachable',
  message: 'A mail server of the organisation cannot be reached: its mail waits here.',
  since: at,
};
const clock = { now: at, offsetMs: 3_600_000 };

const doubtedClock = {
  state: 'doubted',
  serviceTime: at,
  wallTime: '2036-11-20T09:00:00.000Z',
  ownTime: at,
};

export const RECORD_OPERATIONS = {
  'GET /audit': { id: 'listAudit', summary: 'The audit log, newest first', answer: page(auditExample) },
  'GET /audit.csv': {
    id: 'exportAuditCsv',
    summary: 'The audit log as CSV',
    text: {
      type: 'text/csv',
      example: `seq,at,service,actor,action,target\r\n${String(seq)},${at},continuity,${auditExample.actor},${auditExample.action},${auditExample.target}\r\n`,
    },
  },
  'GET /audit.json': {
    id: 'exportAuditJson',
    summary: 'The audit log as a JSON array',
    text: { type: 'application/json', example: JSON.stringify([auditExample]) },
  },
  'GET /audit/:seq': { id: 'getAuditEntry', summary: 'One entry of the audit log', answer: auditExample },
  'GET /audit/verify': {
    id: 'verifyAudit',
    summary: 'Walk the hash chain, and compare it with the anchors outside the database',
    description:
      'From `first` on: what is older than `--keep-audit-days` is removed, a day after that was noted in the log of the service and among the anchors. A beginning that somebody else has cut off is not intact.',
    answer: {
      intact: true,
      rows: seq,
      first: { seq: 1, at },
      last: { seq, hash },
      firstBad: null,
      anchors: { count: 4, last: { at, seq, hash }, intact: true },
    },
  },
  'GET /changes': {
    id: 'followChanges',
    summary: 'What has just changed, as it happens',
    description: 'A hint of what to read again, never the content; a comment every 15 s keeps it open.',
    text: { type: 'text/event-stream', example: 'data: {"kind":"continuity-event","id":"evt_7Q2mX4"}\n\n' },
  },
  'GET /clock': {
    id: 'getClock',
    summary: 'Whether the computer’s clock is believed',
    description:
      'While it is not (`doubted`, `unconfirmed`), nothing is removed for its age, and an administrator is asked.',
    answer: doubtedClock,
  },
  'POST /clock': {
    id: 'decideClock',
    summary: 'Decide which clock is right',
    request: { believe: 'own' },
    answer: { ...doubtedClock, state: 'own' },
  },
  'GET /lab/clock': { id: 'getLabClock', summary: 'The service’s time (lab)', answer: clock },
  'POST /lab/clock': {
    id: 'setLabClock',
    summary: 'Travel in time (lab)',
    request: { advanceMs: 3_600_000 },
    answer: clock,
  },
  'GET /lab/faults': {
    id: 'listLabFaults',
    summary: 'Faults of the devices’ links (lab)',
    answer: { items: [linkFault] },
  },
  'POST /lab/faults': {
    id: 'setLabFaults',
    summary: 'Break or mend the devices’ links (lab)',
    request: linkFault,
    answer: { items: [linkFault] },
  },
  'POST /lab/recovery': {
    id: 'setLabRecovery',
    summary: 'Play held mail on its way back (lab)',
    request: { eventId: eventExample.id, delivered: 40, total: 120 },
    answer: { ...eventExample, status: 'expired', recovering: true },
    refuses: [404],
  },
  'GET /healthz': { id: 'getHealth', summary: 'Whether the process is alive', answer: { status: 'ok' } },
  'GET /readyz': {
    id: 'getReadiness',
    summary: 'What the service cannot do at present',
    answer: { status: 'limited', problems: [readinessProblem] },
  },
} satisfies Record<string, Operation>;
