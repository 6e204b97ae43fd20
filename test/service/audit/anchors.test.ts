/** G41: rows cut off the end of the audit log are noticed, by what was noted outside the database. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANCHOR_FILE, openAnchorFile } from '../../../service/audit/anchor-file.ts';
import {
  anchorLine,
  compacted,
  endsOf,
  lastRemovedOf,
  readAnchors,
  type Anchor,
} from '../../../service/audit/anchors.ts';
import { systemChance } from '../../../service/storage/chance.ts';
import { DATABASE_FILE } from '../../../service/storage/open-database.ts';
import type { FirstBad } from '../../../shared/http/audit.ts';
import { startRig } from '../service-rig.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const KEY = Buffer.from('key');
const anchors = fc.array(
  fc.record({ at: fc.string(), seq: fc.nat().map((number) => number + 1), hash: fc.string() }),
  { minLength: 1, maxLength: 10 },
);

function fileOf(list: readonly Anchor[]): string {
  let text = '';
  for (const anchor of list) text += anchorLine(KEY, readAnchors(KEY, text).lastMac, anchor);
  return text;
}

describe('the lines', () => {
  test('what was written is read back, and half a line at the end counts for nothing', () => {
    fc.assert(
      fc.property(anchors, fc.nat(), (list, cut) => {
        const text = fileOf(list);
        expect(readAnchors(KEY, text)).toMatchObject({ list, firstBadLine: null });
        const half = text.slice(0, text.length - 1 - (cut % 20));
        const read = readAnchors(KEY, half);
        expect([read.list, read.firstBadLine]).toEqual([list.slice(0, -1), null]);
      }),
    );
  });

  test('a line that was changed, taken out or moved, or written without the key, is named', () => {
    fc.assert(
      fc.property(anchors, fc.nat(), (list, at) => {
        fc.pre(new Set(list.map((anchor) => JSON.stringify(anchor))).size === list.length);
        const lines = fileOf(list).split('\n').slice(0, -1);
        const index = at % lines.length;
        const read = (changed: readonly string[]) => readAnchors(KEY, `${changed.join('\n')}\n`).firstBadLine;
        expect(read(lines.with(index, (lines[index] ?? '').replace('"at":"', '"at":"x')))).toBe(index);
        expect(read(lines.with(index, 'no line'))).toBe(index);
        if (index < lines.length - 1) expect(read(lines.toSpliced(index, 1))).toBe(index);
        const forged = anchorLine(
          Buffer.from('other'),
          readAnchors(KEY, fileOf(list)).lastMac,
          list[0] ?? never(),
        );
        expect(read([...lines, forged.trimEnd()])).toBe(lines.length);
      }),
    );
  });
});

function never(): never {
  throw new Error('a list has anchors');
}

interface Verdict {
  readonly intact: boolean;
  readonly rows: number;
  readonly firstBad: { readonly seq: number; readonly reason: string } | null;
  readonly anchors: { readonly count: number; readonly intact: boolean };
}

/** A service that ran and wrote `groups` rows, stopped; then `meddle`, a new start, and its verdict. */
async function verdictAfter(meddle: (folder: string) => void): Promise<Verdict> {
  const folder = temporaryFolder();
  const rig = await startRig({ folder });
  for (const name of ['London', 'Berlin', 'Rome'])
    await rig.call('POST', '/api/v1/groups', { body: { name } });
  await rig.stop();
  meddle(folder);
  const again = await startRig({ folder });
  const { body } = await again.call('GET', '/api/v1/audit/verify');
  await again.stop();
  return body as Verdict;
}

/** Past the service and its triggers, as someone with the file and a tool would. */
function inDatabase(folder: string, ...statements: readonly string[]): void {
  const database = new Database(path.join(folder, DATABASE_FILE));
  for (const statement of statements) database.exec(statement);
  database.close();
}

describe('GET /audit/verify after a restart', () => {
  test('an untouched log is intact, and anchored when the service stopped', async () => {
    expect(await verdictAfter(() => undefined)).toMatchObject({
      ...{ intact: true, rows: 3, firstBad: null },
      anchors: { intact: true },
    });
  });

  test('rows cut off at the end are missed', async () => {
    const verdict = await verdictAfter((folder) => {
      inDatabase(folder, 'drop trigger "auditRefuses_delete"', 'delete from audit where seq > 1');
    });
    expect(verdict).toMatchObject({ intact: false, rows: 1, firstBad: { seq: 2, reason: 'truncated' } });
  });

  test('and so are all of them', async () => {
    const verdict = await verdictAfter((folder) => {
      inDatabase(folder, 'drop trigger "auditRefuses_delete"', 'delete from audit');
    });
    expect(verdict).toMatchObject({ intact: false, firstBad: { seq: 1, reason: 'truncated' } });
  });

  test('a changed anchor is noticed; half a line, as a crash leaves it, is not held against anyone', async () => {
    const changed = await verdictAfter((folder) => {
      const file = path.join(folder, ANCHOR_FILE);
      writeFileSync(file, readFileSync(file, 'utf8').replace('"seq":3', '"seq":1'));
    });
    expect(changed).toMatchObject({ intact: false, anchors: { intact: false } });
    const torn = await verdictAfter((folder) =>
      appendFileSync(path.join(folder, ANCHOR_FILE), '{"at":"2026'),
    );
    expect(torn).toMatchObject({ intact: true, anchors: { intact: true } });
  });

  test('the next line does not begin behind half a line', async () => {
    const folder = temporaryFolder();
    const file = openAnchorFile(folder, systemChance);
    const anchor = (seq: number): Anchor => ({ at: '2026-11-23T09:00:00.000Z', seq, hash: 'h' });
    await file.append(anchor(1));
    appendFileSync(path.join(folder, ANCHOR_FILE), '{"at":"2026');
    await file.append(anchor(2));
    expect(await file.read()).toMatchObject({ list: [anchor(1), anchor(2)], firstBadLine: null });
  });
});

test('the file stays small however much is administered, and forgets no chain that was put back', () => {
  const anchor = (seq: number, hash: string): Anchor => ({ at: '2026-11-23T09:00:00.000Z', seq, hash });
  const run = (from: number, to: number, hash: string): readonly Anchor[] =>
    Array.from({ length: to - from + 1 }, (_, n) => anchor(from + n, hash));
  // Put back to the twentieth entry after the fortieth.
  const list = [...run(1, 40, 'first'), ...run(20, 1500, 'second')];
  const noted = { ...readAnchors(KEY, ''), list };
  const shorter = readAnchors(KEY, compacted(KEY, noted) ?? '');
  expect(shorter.firstBadLine).toBeNull();
  expect(shorter.list).toEqual([anchor(40, 'first'), ...run(1001, 1500, 'second')]);
  expect(compacted(KEY, shorter)).toBeNull();
  // Evidence is left as it is.
  expect(compacted(KEY, { ...noted, firstBadLine: 3 })).toBeNull();
});

describe('what tells that rows were removed', () => {
  const anchor = (seq: number): Anchor => ({ at: '2026-11-23T09:00:00.000Z', seq, hash: 'h' });
  const removal = (seq: number, firstBad: FirstBad | null = null): Anchor => ({
    ...anchor(seq),
    removal: { firstBad },
  });

  test('cannot be made of a line that tells of a last row, nor a break be taken out of it', () => {
    const lines = (...list: readonly Anchor[]): string[] => fileOf(list).trimEnd().split('\n');
    const firstBad = { seq: 3, reason: 'changed' } as const;
    const forged = lines(anchor(5)).map((line) =>
      line.replace(',"mac"', ',"removal":{"firstBad":null},"mac"'),
    );
    const cleared = lines(removal(5, firstBad)).map((line) => line.replace(JSON.stringify(firstBad), 'null'));
    for (const text of [forged, cleared])
      expect(readAnchors(KEY, `${text.join('\n')}\n`)).toMatchObject({
        ...{ firstBadLine: 0, list: [removal(5)] },
      });
  });

  test('stays when the file is shortened', () => {
    const list = [removal(5), ...Array.from({ length: 1500 }, (_, n) => anchor(n + 6))];
    const shorter = readAnchors(KEY, compacted(KEY, { ...readAnchors(KEY, ''), list }) ?? '');
    expect(lastRemovedOf(shorter.list)).toMatchObject({ seq: 5 });
    expect(endsOf(shorter.list)).toHaveLength(500);
  });

  test('is not lost to another line that is written at the same time', async () => {
    const file = openAnchorFile(temporaryFolder(), systemChance);
    await Promise.all([file.append(anchor(9)), file.append(removal(5)), file.append(anchor(10))]);
    expect(await file.read()).toMatchObject({
      list: [anchor(9), removal(5), anchor(10)],
      firstBadLine: null,
    });
  });
});
