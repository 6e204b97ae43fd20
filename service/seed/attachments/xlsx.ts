/** Writes a workbook of one sheet: the least that spreadsheet programs open (ECMA-376), in an uncompressed ZIP. */
import { crc32 } from 'node:zlib';

export type Cell = string | number;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function createXlsx(rows: readonly (readonly Cell[])[]): Buffer {
  return zip({
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPES}.worksheet+xml"/></Types>`,
    '_rels/.rels': relationship(`${OFFICE}/officeDocument`, 'xl/workbook.xml'),
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationship(`${OFFICE}/worksheet`, 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows.map(row).join('')}</sheetData></worksheet>`,
  });
}

function relationship(type: string, target: string): string {
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${type}" Target="${target}"/></Relationships>`;
}

function row(cells: readonly Cell[], index: number): string {
  const written = cells.map((cell) =>
    typeof cell === 'number'
      ? `<c><v>${String(cell)}</v></c>`
      : `<c t="inlineStr"><is><t>${cell.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</t></is></c>`,
  );
  return `<row r="${String(index + 1)}">${written.join('')}</row>`;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL = 0x06054b50;
/** 2.0, the first with folders. */
const VERSION = 20;
/** 1 January 1980, the ZIP format's own beginning. */
const NO_DATE = 0x21;

function zip(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const local = Buffer.concat([localHeader(name, data), Buffer.from(name), data]);
    centrals.push(Buffer.concat([centralHeader(name, data, offset), Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  return Buffer.concat([...locals, central, endOfCentral(centrals.length, central.length, offset)]);
}

function localHeader(name: string, data: Buffer): Buffer {
  return numbers([[LOCAL_HEADER, 4], [VERSION, 2], ...described(name, data), [0, 2]]);
}

function centralHeader(name: string, data: Buffer, offset: number): Buffer {
  const made: readonly Field[] = [
    [CENTRAL_HEADER, 4],
    [VERSION, 2],
    [VERSION, 2],
  ];
  const nothingMore: readonly Field[] = [
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
  ];
  return numbers([...made, ...described(name, data), ...nothingMore, [offset, 4]]);
}

function endOfCentral(files: number, bytes: number, offset: number): Buffer {
  return numbers([
    [END_OF_CENTRAL, 4],
    [0, 2],
    [0, 2],
    [files, 2],
    [files, 2],
    [bytes, 4],
    [offset, 4],
    [0, 2],
  ]);
}

type Field = readonly [value: number, bytes: 2 | 4];

/** What a local and a central header have in common. */
function described(name: string, data: Buffer): readonly Field[] {
  const plain: readonly Field[] = [
    [0, 2],
    [0, 2],
    [0, 2],
    [NO_DATE, 2],
  ];
  return [...plain, [crc32(data), 4], [data.length, 4], [data.length, 4], [Buffer.byteLength(name), 2]];
}

function numbers(list: readonly Field[]): Buffer {
  return Buffer.concat(
    list.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}
