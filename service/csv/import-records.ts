/** Imports records one by one and reports on each: a line that is refused never stops the others. */
import {
  type ImportError,
  type ImportLine,
  type ImportOutcome,
  type ImportReport,
} from '../../shared/http/import.ts';
import { createSlice } from '../loop-turns.ts';
import { Refusal } from '../refusal.ts';
import type { Unit, WritePath } from '../storage/write-path.ts';
import { inLevels } from './in-levels.ts';
import type { CsvRecord } from './read-csv.ts';

type Cells = CsvRecord['cells'];

/** Throws a `Refusal` before it has written anything: the transaction goes on without the line. */
export type ImportOne = (unit: Unit) => Promise<Exclude<ImportOutcome, 'refused'>>;

export interface Importer {
  readonly keyOf: (cells: Cells) => string;
  /** What no other line of the file may have too, as a person compares it. */
  readonly ownedBy: (cells: Cells) => readonly { readonly column: string; readonly value: string }[];
  /** What it says of others, in the form of `ownedBy`: where they are in the file too, they come first. */
  readonly names: (cells: Cells) => readonly string[];
  /** What takes long, before the transaction; `isPromised`: a dry run has not created who owns it. Throws a `Refusal`. */
  readonly prepare: (cells: Cells, isPromised: (owned: string) => boolean) => Promise<ImportOne>;
  /** From the pointer of a field to the column that it came from. */
  readonly columnOf: (pointer: string) => string;
}

/** One wait for the disk for so many lines, and everyone else waits for so many at most. */
const LINES_PER_TRANSACTION = 100;

export async function importRecords(
  records: readonly CsvRecord[],
  importer: Importer,
  { writePath, dryRun }: { readonly writePath: WritePath; readonly dryRun: boolean },
): Promise<ImportReport> {
  const owners = new Map<string, number>();
  const promised = new Set<string>();
  const ownedBy = ({ cells }: CsvRecord) => importer.ownedBy(cells).map(({ value }) => value);
  const levels = await inLevels(records, { ownedBy, names: ({ cells }) => importer.names(cells) });
  const lines: ImportLine[] = [];
  const slice = createSlice();
  for (const batch of levels.flatMap(inBatches)) {
    const prepared: Prepared[] = [];
    for (const record of batch) {
      prepared.push(await prepare(record, importer, owners, (owned) => promised.has(owned)));
      await slice.rest();
    }
    const told = await runBatch(prepared, importer, writePath, dryRun);
    lines.push(...told);
    for (const [index, record] of dryRun ? batch.entries() : [])
      if (told[index]?.outcome !== 'refused') for (const owned of ownedBy(record)) promised.add(owned);
  }
  lines.sort((one, other) => one.line - other.line);
  return { counts: countOutcomes(lines), lines };
}

function inBatches(records: readonly CsvRecord[]): readonly (readonly CsvRecord[])[] {
  const count = Math.ceil(records.length / LINES_PER_TRANSACTION);
  return Array.from({ length: count }, (_, index) =>
    records.slice(index * LINES_PER_TRANSACTION, (index + 1) * LINES_PER_TRANSACTION),
  );
}

interface Prepared {
  readonly line: number;
  readonly key: string;
  readonly run: ImportOne | readonly ImportError[];
}

async function prepare(
  { line, cells, problem }: CsvRecord,
  importer: Importer,
  owners: Map<string, number>,
  isPromised: (key: string) => boolean,
): Promise<Prepared> {
  const key = importer.keyOf(cells);
  if (problem !== null) return { line, key, run: [{ column: '', ...problem }] };
  const taken = importer.ownedBy(cells).flatMap(({ column, value }): readonly ImportError[] => {
    const owner = owners.get(value);
    owners.set(value, owner ?? line);
    if (owner === undefined) return [];
    return [{ column, code: 'line-before', line: owner, message: `is on line ${String(owner)} already` }];
  });
  if (taken.length > 0) return { line, key, run: taken };
  try {
    return { line, key, run: await importer.prepare(cells, isPromised) };
  } catch (error) {
    return { line, key, run: errorsOf(error, importer) };
  }
}

/** Undoes a dry run. */
class RolledBack extends Error {}

async function runBatch(
  batch: readonly Prepared[],
  importer: Importer,
  writePath: WritePath,
  dryRun: boolean,
): Promise<readonly ImportLine[]> {
  const lines: ImportLine[] = [];
  const slice = createSlice();
  try {
    await writePath.transact(async (unit) => {
      for (const one of batch) {
        lines.push(await runOne(unit, one, importer));
        await slice.rest();
      }
      if (dryRun) throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  return lines;
}

async function runOne(unit: Unit, { line, key, run }: Prepared, importer: Importer): Promise<ImportLine> {
  if (typeof run !== 'function') return { line, key, outcome: 'refused', errors: [...run] };
  try {
    return { line, key, outcome: await run(unit), errors: [] };
  } catch (error) {
    return { line, key, outcome: 'refused', errors: errorsOf(error, importer) };
  }
}

function errorsOf(error: unknown, { columnOf }: Importer): ImportError[] {
  if (!(error instanceof Refusal)) throw error;
  if (error.errors.length === 0) return [{ column: '', ...error.named, message: error.message }];
  return error.errors.map(({ pointer, choices, ...said }) => ({ column: columnOf(pointer), ...said }));
}

function countOutcomes(lines: readonly ImportLine[]): ImportReport['counts'] {
  const counts = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of lines) counts[outcome] += 1;
  return counts;
}
