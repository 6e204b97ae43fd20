/** OpenAPI: continuity events. */
import { auditExample, eventExample, impactExample, newEventExample, page } from '../examples.ts';
import type { Operation } from '../operation.ts';

const { id, affectedGroupId, version, recovering, status, ...copied } = eventExample;

export const EVENT_OPERATIONS = {
  'GET /events': {
    id: 'listContinuityEvents',
    summary: 'Current and Pending continuity events',
    description: 'With `include=expired`, all of them: *Show All Events*.',
    answer: page(eventExample),
  },
  'POST /events': {
    id: 'createContinuityEvent',
    summary: 'Create a continuity event',
    description:
      '`start` and `end` are instants, or local times in `timeZone`. A local time that does not exist or exists twice is refused, with the choices in `errors`.',
    request: newEventExample,
    answer: eventExample,
    once: true,
  },
  'GET /events/:id': { id: 'getContinuityEvent', summary: 'One continuity event', answer: eventExample },
  'PATCH /events/:id': {
    id: 'editContinuityEvent',
    summary: 'Edit a continuity event',
    description: 'What is left out stays. With `If-Match`, only the version that was read is edited.',
    request: { end: null },
    answer: { ...eventExample, end: null },
    refuses: [409, 412],
    ifMatch: true,
  },
  'DELETE /events/:id': {
    id: 'deleteContinuityEvent',
    summary: 'Delete a Pending continuity event',
    refuses: [409],
  },
  'POST /events/:id/end': {
    id: 'endContinuityEvent',
    summary: 'End a Current continuity event now',
    answer: { ...eventExample, status: 'expired', end: '2026-11-23T10:12:44.318Z', recovering: true },
    refuses: [409],
  },
  'POST /events/:id/extend': {
    id: 'extendContinuityEvent',
    summary: 'Extend a continuity event',
    description: 'The minutes are added to the time that remains.',
    request: { minutes: 60 },
    answer: { ...eventExample, end: '2026-11-23T14:00:00.000Z' },
    refuses: [409],
  },
  'POST /events/:id/clone': {
    id: 'cloneContinuityEvent',
    summary: 'A copy, not saved: every field but the affected group',
    answer: { ...copied, status: 'new' },
  },
  'POST /events/impact': {
    id: 'previewImpact',
    summary: 'Who would take part in a continuity event that is not saved, and who not, and why',
    request: newEventExample,
    answer: impactExample,
  },
  'GET /events/:id/impact': {
    id: 'getImpact',
    summary: 'Who takes part in a continuity event, and who not, and why',
    answer: impactExample,
  },
  'POST /events/:id/impact': {
    id: 'previewEdit',
    summary: 'Who would take part in a continuity event as it is edited, and who not, and why',
    request: { affectedGroupId },
    answer: impactExample,
  },
  'GET /groups/:id/participation': {
    id: 'listParticipation',
    summary: 'Who of a group takes part in a continuity event, by name, and who does not and why',
    answer: page({
      userId: 'usr_8Vc2Kq',
      email: 'ben@north.example',
      displayName: 'Ben Adeyemi',
      deviceId: null,
      deviceName: null,
      reasons: ['no-registered-device'],
    }),
  },
  'GET /events/:id/progress': {
    id: 'getProgress',
    summary: 'How far each device of the affected group has come',
    answer: {
      counts: { participants: 1, delivered: 1, inDr: 1, shown: 1, notReachable: 0, cannot: 0 },
      ...page({
        deviceId: 'dev_5Tn0Rw',
        userId: 'usr_3Lp8Zd',
        email: 'ada@north.example',
        displayName: 'Ada Okafor',
        deviceName: 'ADA-LAPTOP',
        state: 'shown',
        reasons: [],
        shownAt: '2026-11-23T09:00:00.290Z',
      }),
    },
  },
  'GET /events/:id/timeline': {
    id: 'getTimeline',
    summary: 'What happened to a continuity event, and when',
    answer: {
      items: [
        {
          at: auditExample.at,
          kind: 'created',
          actor: auditExample.actor,
          detail: { auditSeq: auditExample.seq },
        },
      ],
    },
  },
} satisfies Record<string, Operation>;
