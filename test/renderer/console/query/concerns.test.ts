/** Tests which hints of the live stream lead to reading what again. */
import { expect, test } from 'vitest';
import { concerns } from '../../../../renderer/console/query/concerns.ts';
import type { Change } from '../../../../shared/http/changes.ts';

test.each<[string, Change, boolean]>([
  ['/events?include=expired', { kind: 'continuity-event', id: 'e1' }, true],
  ['/events', { kind: 'clock' }, true],
  ['/events', { kind: 'device', id: 'd1' }, false],
  ['/events/e1', { kind: 'continuity-event', id: 'e2' }, false],
  ['/events/e1', { kind: 'continuity-event' }, true],
  ['/events/a%2Fb', { kind: 'continuity-event', id: 'a/b' }, true],
  ['/events/e1/progress?limit=1', { kind: 'device', id: 'd1' }, true],
  ['/events/e1/impact?lists=false', { kind: 'person', id: 'p1' }, true],
  ['/devices?q=lap', { kind: 'device', id: 'd1' }, true],
  ['/devices/d1', { kind: 'device', id: 'd2' }, false],
  ['/devices/d1', { kind: 'continuity-event', id: 'd2' }, true],
  ['/groups/g1/members', { kind: 'person', id: 'p1' }, true],
  ['/groups', { kind: 'person', id: 'p1' }, false],
  ['/users?groupId=g1', { kind: 'group', id: 'g1' }, true],
  ['/audit?service=continuity', { kind: 'audit' }, true],
  ['/administrators', { kind: 'audit' }, true],
  ['/webhooks/w1/deliveries', { kind: 'webhook', id: 'w2' }, false],
  ['/something-new', { kind: 'audit' }, false],
])('%s and %j: %s', (path, change, expected) => {
  expect(concerns(path, change)).toBe(expected);
});
