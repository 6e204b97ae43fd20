/** CSV (RFC 4180) that a spreadsheet shows and does not run. */

/**
 * A cell that begins like this is a formula to some spreadsheet (OWASP, "CSV Injection"; ASVS 5.0, 1.2.10): the signs,
 * their full-width forms, which East Asian editions take for the same, and `|` of DDE. What is not seen may stand
 * before them, because importers leave it out; apostrophes too, so that one more can be told from those of the cell.
 */
const FORMULA = /^'*(?:[\t\r\n\0]|[\s\p{Cc}\p{Cf}]*[=+\-@|%\uff1d\uff0b\uff0d\uff20\uff5c\uff05])/u;

export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(cell)).join(',')}\r\n`;
}

/** An export puts an apostrophe before what a spreadsheet would run; an import takes it away again. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

function quoted(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}
