/** Tests the groups of the list and where the keys lead in it. */
import { describe, expect, test } from 'vitest';
import { groupRows, type ListEntry } from '../../../../renderer/companion/inbox/group-rows.ts';
import { nextRow } from '../../../../renderer/companion/inbox/list-keys.ts';
import { fromMs } from '../../../../shared/domain/instant.ts';
import type { MailRow } from '../../../../shared/bridge/mail.ts';
import { INBOX, NOW, OUTAGE_START } from '../../gallery/sample-mail.ts';

const utcDay = (atMs: number): string => fromMs(atMs).slice(0, 10);
const today = NOW.slice(0, 10);
const titles = (entries: readonly ListEntry[]) =>
  entries.flatMap((entry) => (entry.kind === 'title' ? [[entry.title.kind, entry.count]] : []));

describe('experience, Body: grouped by day', () => {
  test('normal mode has days only', () => {
    const entries = groupRows(INBOX.slice(0, 12), 12, { outageSince: null, dayOf: utcDay, today });
    expect(titles(entries)).toEqual([
      ['day', 7],
      ['day', 3],
      ['day', 2],
    ]);
  });

  test('tokens, companion-dr: what came since the outage began is first, the rest of the day is earlier today', () => {
    const grouping = { outageSince: OUTAGE_START, dayOf: utcDay, today };
    expect(titles(groupRows(INBOX.slice(0, 12), 12, grouping))).toEqual([
      ['outage', 4],
      ['earlier-today', 3],
      ['day', 3],
      ['day', 2],
    ]);
  });

  test('mail of the very second in which the outage began belongs to it', () => {
    const row: MailRow = { ...(INBOX[0] as MailRow), receivedAt: OUTAGE_START };
    const [title] = groupRows([row], 1, { outageSince: OUTAGE_START, dayOf: utcDay, today });
    expect(title).toMatchObject({ title: { kind: 'outage' }, count: 1 });
  });

  test('an outage since yesterday leaves today undivided', () => {
    const grouping = { outageSince: '2026-03-09T10:00:00.000Z', dayOf: utcDay, today };
    expect(titles(groupRows(INBOX.slice(0, 12), 12, grouping))[0]).toEqual(['outage', 10]);
  });

  test('a group whose end is not loaded has no count', () => {
    const entries = groupRows(INBOX.slice(0, 5), 148, { outageSince: null, dayOf: utcDay, today });
    expect(titles(entries)).toEqual([['day', null]]);
  });

  test('no rows, no groups', () => {
    expect(groupRows([], 0, { outageSince: OUTAGE_START, dayOf: utcDay, today })).toEqual([]);
  });
});

describe('keys in the list', () => {
  const entries = groupRows(INBOX.slice(0, 12), 12, { outageSince: OUTAGE_START, dayOf: utcDay, today });
  test.each([
    ['ArrowDown', null, 'm1'],
    ['ArrowDown', 'm4', 'm5'],
    ['ArrowUp', 'm5', 'm4'],
    ['ArrowUp', 'm1', null],
    ['ArrowDown', 'm12', null],
    ['End', 'm1', 'm12'],
    ['Home', 'm7', 'm1'],
    ['PageDown', 'm1', 'm7'],
    ['PageUp', 'm3', 'm1'],
    ['a', 'm3', null],
  ])('%s from %s leads to %s', (key, from, to) => {
    expect(nextRow(entries, from, key)?.row.id ?? null).toBe(to);
  });
});
