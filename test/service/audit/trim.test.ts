/** G41: the audit log is bounded by age, and its verification tells a beginning that the service has cut off from every other. */
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { runChild } from '../../electron/adapters/state/child-process.ts';
import { ANCHOR_FILE } from '../../../service/audit/anchor-file.ts';
import { startAnchoring } from '../../../service/audit/anchoring.ts';
import { trimAudit } from '../../../service/audit/trim.ts';
import { DATABASE_FILE } from '../../../service/storage/open-database.ts';
import { DAY_MS } from '../../../shared/domain/instant.ts';
import { NOW_MS } from '../core-rig.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { KEPT_DAYS, openTrimRig, type TrimRig } from './trim-rig.ts';

/** Past the service and its triggers, as someone with the file and a tool would. */
async function meddled(rig: TrimRig, ...statements: readonly string[]): Promise<TrimRig> {
  await rig.close();
  const database = new Database(path.join(rig.folder, DATABASE_FILE));
  for (const statement of statements) database.exec(statement);
  database.close();
  return openTrimRig(rig.folder);
}

const NO_GUARD = 'drop trigger "auditRefuses_delete"';

/** 420 days: the first 55 are too old, and were noted. */
async function noted(): Promise<TrimRig> {
  const rig = await openTrimRig();
  await rig.live(0, 420);
  await rig.trim(420);
  return rig;
}

/** And removed, a day later. */
async function trimmed(): Promise<TrimRig> {
  const rig = await noted();
  await rig.trim(422);
  return rig;
}

describe('what is old goes', () => {
  test('a day after it was noted, told in the log itself, and the rest is intact from there', async () => {
    const rig = await noted();
    expect(await rig.verdict()).toMatchObject({ intact: true, rows: 420, first: { seq: 1 } });
    expect(rig.said).toEqual([expect.stringContaining('removed in a day')]);
    await rig.trim(420.9);
    expect(await rig.verdict()).toMatchObject({ rows: 420 });
    await rig.trim(422);
    expect(await rig.verdict()).toMatchObject({
      ...{ intact: true, rows: 420 - 55 + 1, first: { seq: 56 }, last: { seq: 421 } },
    });
    const told = await rig.db.selectFrom('audit').selectAll().where('action', '=', 'audit.trim').execute();
    expect(told.map(({ detail }) => JSON.parse(detail) as unknown)).toEqual([
      { from: 1, to: 55, hash: expect.stringMatching(/^[0-9a-f]{64}$/u) as string, firstBad: null },
    ]);
    await rig.close();
  });

  test('for ever where that is wanted; not while less than a month is old; not before it is old by the settled time', async () => {
    const rig = await openTrimRig();
    await rig.live(0, 420);
    await rig.trim(KEPT_DAYS + 29);
    expect((await rig.file.read()).list).toHaveLength(2);
    const forEver = { ...rig.needs, keptMs: null };
    expect(await trimAudit(forEver, NOW_MS + 9999 * DAY_MS)).toBe(false);
    // A doubted clock stands still: neither noted nor, once noted, removed.
    await rig.trim(KEPT_DAYS + 31);
    for (let look = 0; look < 5; look += 1) await rig.trim(KEPT_DAYS + 31);
    expect(await rig.verdict()).toMatchObject({ intact: true, rows: 420 });
    await rig.close();
  });

  test('what was dated later keeps what follows it: a date can be wrong, the order cannot', async () => {
    const rig = await openTrimRig();
    await rig.live(0, 40);
    await rig.live(4000, 1);
    await rig.live(41, 379);
    for (const day of [420, 422, 424]) await rig.trim(day);
    expect(await rig.verdict()).toMatchObject({ intact: true, first: { seq: 41 } });
    await rig.close();
  });

  test('the database lets nothing else go', async () => {
    const rig = await trimmed();
    await expect(rig.db.deleteFrom('audit').where('seq', '=', 56).execute()).rejects.toThrow('append-only');
    expect(await rig.verdict()).toMatchObject({ intact: true });
    await rig.close();
  });
});

describe('attacks', () => {
  test.each([
    ['before anything was trimmed', noted, 'delete from audit where seq <= 60', 56],
    ['beyond what the service has let go of', trimmed, 'delete from audit where seq <= 60', 56],
    [
      'and says in the database that the service did it',
      trimmed,
      'delete from audit where seq <= 60; update auditStart set seq = 60, hash = (select prevHash from audit where seq = 61)',
      56,
    ],
    ['all of it', trimmed, 'delete from audit', 56],
  ])('somebody deletes early rows, %s', async (_what, start, statement, seq) => {
    const rig = await meddled(await start(), NO_GUARD, statement);
    expect(await rig.verdict()).toMatchObject({ intact: false, firstBad: { seq } });
    await rig.close();
  });

  test('a row that was removed comes back changed', async () => {
    const rig = await trimmed();
    const again = await meddled(
      rig,
      `insert into audit select 55, at, service, actor, action, target, 'forged', prevHash, prevHash from audit where seq = 56`,
    );
    expect(await again.verdict()).toMatchObject({ intact: false, firstBad: { seq: 55, reason: 'changed' } });
    await again.close();
  });

  test('rows cut off at the end of a trimmed log, and the line that says what was removed, changed', async () => {
    const rig = await meddled(await trimmed(), NO_GUARD, 'delete from audit where seq > 400');
    expect(await rig.verdict()).toMatchObject({ intact: false, firstBad: { seq: 401, reason: 'truncated' } });
    await rig.close();
    const other = await trimmed();
    const { list, firstBadLine } = await other.file.read();
    expect(firstBadLine).toBeNull();
    const text = list.map((anchor) => `${JSON.stringify({ ...anchor, mac: '0'.repeat(64) })}\n`).join('');
    writeFileSync(path.join(other.folder, ANCHOR_FILE), text);
    expect((await other.file.read()).firstBadLine).toBe(0);
    await other.close();
  });

  test('a backup from before the trimming, put back: its end is missed, and it is trimmed as it was', async () => {
    const rig = await openTrimRig();
    await rig.live(0, 400);
    await rig.close();
    const copy = path.join(temporaryFolder(), DATABASE_FILE);
    copyFileSync(path.join(rig.folder, DATABASE_FILE), copy);
    const later = await openTrimRig(rig.folder);
    await later.live(400, 20);
    for (const day of [420, 422]) await later.trim(day);
    expect(await later.verdict()).toMatchObject({ intact: true, first: { seq: 56 } });
    await later.close();
    for (const end of ['-wal', '-shm']) rmSync(path.join(rig.folder, DATABASE_FILE + end), { force: true });
    copyFileSync(copy, path.join(rig.folder, DATABASE_FILE));
    const back = await openTrimRig(rig.folder);
    expect(await back.verdict()).toMatchObject({ intact: false, first: { seq: 1 } });
    await back.trim(423);
    expect(await back.verdict()).toMatchObject({ intact: false, first: { seq: 56 } });
    await back.close();
  });

  test('a break stays known when its rows are gone', async () => {
    const rig = await openTrimRig();
    await rig.live(0, 420);
    const edited = await meddled(
      rig,
      'drop trigger "auditRefuses_update"',
      `update audit set actor = 'x' where seq = 9`,
    );
    for (const day of [420, 422]) await edited.trim(day);
    expect(await edited.verdict()).toMatchObject({
      ...{ intact: false, first: { seq: 56 }, firstBad: { seq: 9, reason: 'changed' } },
    });
    // Also one that was made between the note and the removal, which then waits for a new note.
    const late = await meddled(
      await noted(),
      'drop trigger "auditRefuses_update"',
      `update audit set actor = 'x' where seq = 9`,
    );
    for (const day of [422, 424]) await late.trim(day);
    expect(await late.verdict()).toMatchObject({ intact: false, first: { seq: 56 }, firstBad: { seq: 9 } });
    for (const one of [edited, late]) await one.close();
  });

  test('rows that are not those that were noted are not removed', async () => {
    const rig = await meddled(
      await noted(),
      'drop trigger "auditRefuses_update"',
      `update audit set hash = 'x' where seq = 55`,
    );
    await rig.trim(422);
    expect(await rig.verdict()).toMatchObject({ intact: false, rows: 420, first: { seq: 1 } });
    expect(rig.said).toEqual([expect.stringContaining('not those')]);
    await rig.close();
  });
});

/** Each is a process of its own. */
const KILLED_TIMEOUT_MS = 90_000;

test.each([1, 2, 3, 4, 5])(
  'killed at step %i of a trim, it goes on from there, intact at every moment',
  { timeout: KILLED_TIMEOUT_MS },
  async (step) => {
    const rig = await openTrimRig();
    await rig.live(0, 420);
    await rig.close();
    const child = runChild('test/service/audit/trimming-child.ts', [rig.folder, String(step)]);
    expect(await child.ended).toBe('SIGKILL');
    const again = await openTrimRig(rig.folder);
    expect(await again.verdict()).toMatchObject({ intact: true });
    for (const day of [420, 422]) await again.trim(day);
    expect(await again.verdict()).toMatchObject({ intact: true, rows: 420 - 55 + 1, first: { seq: 56 } });
    await again.close();
  },
);

describe('at a start of the service', () => {
  interface Said {
    readonly lines: string[];
    readonly stop: () => Promise<void>;
  }

  function startAnchors({ db, file, core }: TrimRig): Said {
    const lines: string[] = [];
    const say = (_facts: object, message: string): void => void lines.push(message);
    const stop = startAnchoring({
      ...{ db, file, nowMs: () => NOW_MS, schedule: () => () => undefined, audited: core.audited },
      log: { info: say, error: say },
      failed: (error) => lines.push(String(error)),
    });
    return { lines, stop };
  }

  test('no entry is missed that was removed for its age, also when nothing later was noted yet', async () => {
    const rig = await openTrimRig();
    await rig.live(0, 420);
    // All is old, and the process dies before it notes what tells of the removal.
    await trimAudit(rig.needs, NOW_MS + 900 * DAY_MS);
    while (await trimAudit(rig.needs, NOW_MS + 902 * DAY_MS));
    const { lines, stop } = startAnchors(rig);
    await stop();
    expect(lines).toEqual([expect.stringContaining('is anchored')]);
    expect(await rig.verdict()).toMatchObject({ intact: true, rows: 1, first: { seq: 421 } });
    await rig.close();
  });

  test('with the anchors put aside, the beginning is taken from the database, and that is said', async () => {
    const rig = await trimmed();
    rmSync(path.join(rig.folder, ANCHOR_FILE));
    expect(await rig.verdict()).toMatchObject({ intact: false, firstBad: { seq: 1, reason: 'missing' } });
    const { lines, stop } = startAnchors(rig);
    await stop();
    expect(lines[0]).toContain('beginning is taken from the database');
    expect(await rig.verdict()).toMatchObject({ intact: true, first: { seq: 56 } });
    await rig.close();
  });
});
