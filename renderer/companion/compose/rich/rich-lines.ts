/** Plain text as the beginning of a formatted one: a block a line, quoted lines in quotes. Pure. */

export function richHtml(text: string): string {
  return blocksOf(text.split('\n'));
}

function blocksOf(lines: readonly string[]): string {
  const blocks: string[] = [];
  for (let at = 0; at < lines.length;) {
    const isQuote = isQuoted(lines[at] ?? '');
    const end = lines.findIndex((line, index) => index > at && isQuoted(line) !== isQuote);
    const run = lines.slice(at, end < 0 ? undefined : end);
    if (isQuote) blocks.push(`<blockquote>${blocksOf(run.map(unquoted))}</blockquote>`);
    else blocks.push(...run.map((line) => `<div>${line === '' ? '<br>' : escaped(line)}</div>`));
    at += run.length;
  }
  return blocks.join('');
}

function isQuoted(line: string): boolean {
  return line.startsWith('>');
}

function unquoted(line: string): string {
  return line.replace(/^> ?/, '');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(line: string): string {
  const spaced = line.replace(/^ | {2}/g, (spaces) => '\u00a0'.repeat(spaces.length));
  return spaced.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}
