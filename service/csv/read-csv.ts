/** Reads the CSV that spreadsheets write (RFC 4180, and what Excel makes of it), record by record, with the line of each. */
import { Readable } from 'node:stream';
import { CsvError, parse, type Options } from 'csv-parse';
import { MAX_IMPORT_LINES } from '../../shared/http/import.ts';
import { createSlice } from '../loop-turns.ts';
import { Refusal, type Naming, type SaidProblem } from '../refusal.ts';
import { withoutGuard } from './csv-line.ts';

export interface CsvRecord {
  /** Where it begins in the file. */
  readonly line: number;
  /** By column, without what is not there. */
  readonly cells: ReadonlyMap<string, string>;
  /** The record cannot be read: what is wrong with it. */
  readonly problem: SaidProblem | null;
}

/** A group of 20,000 members by their addresses. */
const MAX_RECORD_CHARACTERS = 1024 * 1024;

/**
 * The records below the header, in the order of their lines. Throws a `Refusal` (bad-request) for bytes that are no
 * UTF-8, a header that is not one of `columns`, and a file of too many lines.
 */
export async function readCsv(
  bytes: Uint8Array,
  columns: readonly string[],
  required: readonly string[],
): Promise<readonly CsvRecord[]> {
  const [first, ...records] = await rawRecords(await decode(bytes));
  if (first === undefined) throw bad('no-header', 'the file is empty: its first line names the columns');
  const header = checkedHeader(first.cells, columns, required);
  const slice = createSlice();
  const read: CsvRecord[] = [];
  for (const record of records) {
    read.push(recordOf(record, header));
    await slice.rest();
  }
  return read;
}

function recordOf({ line, cells, problem }: RawRecord, header: readonly string[]): CsvRecord {
  const named = header.flatMap((column, index): [string, string][] => {
    const cell = cells[index];
    return cell === undefined ? [] : [[column, withoutGuard(cell)]];
  });
  const tooMany = cells.length > header.length ? TOO_MANY_CELLS : null;
  return { line, cells: new Map(named), problem: problem ?? tooMany };
}

const TOO_MANY_CELLS: SaidProblem = {
  code: 'too-many-cells',
  message: 'has more cells than the header has columns',
};

/** A hundred lines or so are decoded, and parsed, in one step. */
const BYTES_AT_ONCE = 8 * 1024;

/** At least one text; the first has the header, which is a tenth as long. */
async function decode(bytes: Uint8Array): Promise<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const slice = createSlice();
  const texts: string[] = [];
  try {
    for (let from = 0; from < bytes.length; from += BYTES_AT_ONCE) {
      texts.push(decoder.decode(bytes.subarray(from, from + BYTES_AT_ONCE), { stream: true }));
      await slice.rest();
    }
    return [...texts, decoder.decode()];
  } catch {
    throw bad('not-utf-8', 'the file is not UTF-8: save it as "CSV UTF-8"');
  }
}

interface RawRecord extends Pick<CsvRecord, 'line' | 'problem'> {
  readonly cells: readonly string[];
}

async function rawRecords(texts: readonly string[]): Promise<readonly RawRecord[]> {
  const records: RawRecord[] = [];
  const unreadable = (line: number): void => {
    const last = records.at(-1);
    if (last?.line !== line || last.problem === null) records.push({ line, cells: [], problem: UNREADABLE });
  };
  const options: Options = {
    bom: true,
    delimiter: delimiterOf(texts[0] ?? ''),
    info: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error !== undefined) unreadable(lineOf(error));
      return undefined;
    },
  };
  const parser = Readable.from(texts).pipe(parse(options));
  const slice = createSlice();
  let begins = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      records.push({ line: begins, cells: record, problem: null });
      begins = info.lines + 1;
      if (records.length > MAX_IMPORT_LINES + 1) throw tooManyLines();
      // A stream over what is in memory already never waits, and nobody else would have a turn.
      await slice.rest();
    }
  } catch (error) {
    // What never ends, like a quotation mark that is not closed, takes the rest of the file with it.
    if (!(error instanceof CsvError)) throw error;
    unreadable(begins);
  }
  return records.sort((one, other) => one.line - other.line);
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const UNREADABLE: SaidProblem = {
  code: 'unreadable',
  message:
    'cannot be read: a quotation mark is not where it should be; what follows it, up to the next one, is lost with it',
};

function lineOf(error: CsvError): number {
  return typeof error['lines'] === 'number' ? error['lines'] : 1;
}

/** Excel writes semicolons where the comma is a decimal sign. */
function delimiterOf(beginning: string): string {
  const [header = ''] = beginning.split(/[\r\n]/u, 1);
  const count = (sign: string): number => header.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function checkedHeader(
  cells: readonly string[],
  columns: readonly string[],
  required: readonly string[],
): readonly string[] {
  const header = cells.map((cell) => cell.trim());
  const unknown = header.filter((column) => !columns.includes(column));
  if (unknown.length > 0)
    throw bad(
      { code: 'unknown-column', value: listed(unknown), allowed: columns },
      `there is no column "${listed(unknown)}": there are ${listed(columns)}`,
    );
  if (new Set(header).size < header.length) throw bad('column-twice', 'a column is there twice');
  const missing = required.filter((column) => !header.includes(column));
  if (missing.length > 0)
    throw bad(
      { code: 'missing-column', value: listed(missing) },
      `the column "${listed(missing)}" is missing`,
    );
  return header;
}

function listed(columns: readonly string[]): string {
  return columns.map((column) => column.slice(0, 40)).join(', ');
}

function tooManyLines(): Refusal {
  return bad(
    { code: 'too-many-lines', limit: MAX_IMPORT_LINES },
    `the file has more than ${String(MAX_IMPORT_LINES)} lines: send it in parts`,
  );
}

function bad(naming: Naming, message: string): Refusal {
  return new Refusal('bad-request', naming, message);
}
