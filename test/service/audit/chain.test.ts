/** G41: whatever is done to the audit log, the chain names the first row that is not as it was. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anchorsOf, type Anchors } from '../../../service/audit/anchors.ts';
import { canonicalJson } from '../../../service/audit/canonical-json.ts';
import {
  CHAIN_START,
  finish,
  FIRST_PREV_HASH,
  hashOf,
  walk,
  type AuditRow,
  type ChainState,
} from '../../../service/audit/chain.ts';
import { csvLine } from '../../../service/csv/csv-line.ts';
import { verifyAudit } from '../../../service/audit/store.ts';
import { openCore } from '../core-rig.ts';

function chainOf(details: readonly string[]): AuditRow[] {
  const rows: AuditRow[] = [];
  for (const detail of details) {
    const last = rows.at(-1);
    const row = {
      seq: (last?.seq ?? 0) + 1,
      at: '2026-11-23T09:00:00.000Z',
      service: 'continuity',
      actor: 'administrator',
      action: 'continuity-event.edit',
      target: 'e1',
      detail,
      prevHash: last?.hash ?? FIRST_PREV_HASH,
    };
    rows.push({ ...row, hash: hashOf(row) });
  }
  return rows;
}

function verdict(rows: readonly AuditRow[], anchors: Anchors = new Map()): ChainState['firstBad'] {
  return finish(
    rows.reduce((state, row) => walk(state, row, anchors), CHAIN_START),
    anchors,
  ).firstBad;
}

const chains = fc.array(fc.string(), { minLength: 2, maxLength: 20 }).map((details) => chainOf(details));
const chainAndIndex = chains.chain((rows) =>
  fc.record({ rows: fc.constant(rows), index: fc.nat({ max: rows.length - 1 }) }),
);

describe('the chain', () => {
  test('G41: an untouched chain is intact', () => {
    fc.assert(fc.property(chains, (rows) => verdict(rows) === null));
  });

  const fields = ['at', 'service', 'actor', 'action', 'target', 'detail', 'prevHash', 'hash'] as const;
  test('G41: a changed field is found at its row', () => {
    fc.assert(
      fc.property(chainAndIndex, fc.constantFrom(...fields), ({ rows, index }, field) => {
        const edited = rows.map((row, at) => (at === index ? { ...row, [field]: `${row[field]}!` } : row));
        expect(verdict(edited)).toEqual({ seq: index + 1, reason: 'changed' });
      }),
    );
  });

  test('G41: an edit whose own hash was made to fit is found at the row after it', () => {
    const rows = chainOf(['a', 'b', 'c']);
    const forged = rows.map((row) => {
      const edited = { ...row, detail: 'forged' };
      return row.seq === 2 ? { ...edited, hash: hashOf(edited) } : row;
    });
    expect(verdict(forged)).toEqual({ seq: 3, reason: 'changed' });
  });

  test('G41: a deleted, doubled or moved row is found where it should have been', () => {
    fc.assert(
      fc.property(chainAndIndex, ({ rows, index }) => {
        const deleted = rows.toSpliced(index, 1);
        const doubled = rows.toSpliced(index, 0, rows[index] ?? rows[0] ?? never());
        const moved = [...rows.slice(1), ...rows.slice(0, 1)];
        const isLast = index === rows.length - 1;
        expect(verdict(deleted)).toEqual(isLast ? null : { seq: index + 1, reason: 'missing' });
        expect(verdict(doubled)).toEqual({ seq: index + 2, reason: 'missing' });
        expect(verdict(moved)).toEqual({ seq: 1, reason: 'missing' });
      }),
    );
  });

  test('G41: rows cut off at the end are found by a row that was noted elsewhere', () => {
    fc.assert(
      fc.property(chainAndIndex, ({ rows, index }) => {
        const anchors = anchorsOf(rows.slice(-1));
        expect(verdict(rows, anchors)).toBeNull();
        expect(verdict(rows.slice(0, index), anchors)).toEqual({ seq: index + 1, reason: 'truncated' });
        const rewritten = chainOf(rows.map(({ detail }) => `${detail}!`));
        expect(verdict(rewritten, anchors)).toEqual({ seq: rows.length, reason: 'anchor-differs' });
      }),
    );
  });

  test('the same content has one canonical form, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

function never(): never {
  throw new Error('a chain has rows');
}

describe('the audit log in the database', () => {
  test('G41: the database refuses to change or delete a row, and the chain verifies', async () => {
    const { db, addGroup, close } = await openCore();
    await addGroup('London');
    await addGroup('Berlin');
    await expect(db.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow('append-only');
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow('append-only');
    expect(await verifyAudit(db, [])).toMatchObject({ intact: true, rows: 2, firstBad: null });
    await close();
  });

  test('G41: who takes the guard away and edits a row is found out', async () => {
    const { db, addGroup, close } = await openCore();
    for (const name of ['London', 'Berlin', 'Rome']) await addGroup(name);
    await sql`drop trigger ${sql.id('auditRefuses_update')}`.execute(db);
    await db.updateTable('audit').set({ actor: 'nobody' }).where('seq', '=', 2).execute();
    expect(await verifyAudit(db, [])).toMatchObject({
      intact: false,
      firstBad: { seq: 2, reason: 'changed' },
    });
    await close();
  });
});

describe('CSV', () => {
  test('quotes are doubled, and a newline stays within its cell', () => {
    expect(csvLine(['say "hi"', 'two\nlines'])).toBe('"say ""hi""","two\nlines"\r\n');
  });
});
