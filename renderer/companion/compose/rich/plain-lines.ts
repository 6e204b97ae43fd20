/** What formatted text says in plain text: lines, with quotes, lists and links as plain mail has them. Pure. */

export function plainText(root: ParentNode & Node): string {
  return linesOf(root).join('\n').trimEnd();
}

/** Lines that are complete, and the one that is still being written. */
interface Page {
  readonly lines: string[];
  open: string;
}

const BLOCKS: ReadonlySet<string> = new Set([
  ...['address', 'article', 'aside', 'blockquote', 'center', 'dd', 'div', 'dl', 'dt', 'figure', 'footer'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'ol', 'p', 'pre', 'section'],
  ...['caption', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul'],
]);
/** A line stays empty below them. */
const APART: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'table']);
const RULE = '-'.repeat(20);

function linesOf(parent: Node): string[] {
  const page: Page = { lines: [], open: '' };
  for (const child of parent.childNodes) write(page, child);
  close(page);
  return page.lines;
}

function close(page: Page): void {
  if (page.open.trim() !== '') page.lines.push(page.open.trimEnd());
  page.open = '';
}

function write(page: Page, node: Node): void {
  if (node instanceof Text) {
    const words = node.data.replace(/[\s\u200b]+/g, ' ');
    // White space between inline elements is one space, wherever it stands.
    page.open += page.open === '' || page.open.endsWith(' ') ? words.trimStart() : words;
  } else if (node instanceof Element) {
    writeElement(page, node);
  }
}

function writeElement(page: Page, element: Element): void {
  const name = element.localName;
  if (name === 'br') {
    page.lines.push(page.open.trimEnd());
    page.open = '';
  } else if (BLOCKS.has(name)) {
    close(page);
    page.lines.push(...blockLines(element));
  } else if (name === 'a') {
    page.open += linkWords(element);
  } else {
    if ((name === 'td' || name === 'th') && page.open !== '') page.open += '\t';
    for (const child of element.childNodes) write(page, child);
  }
}

function blockLines(element: Element): string[] {
  const name = element.localName;
  if (name === 'hr') return [RULE];
  if (name === 'pre') return element.textContent.trimEnd().split('\n');
  const lines = linesOf(element);
  if (name === 'blockquote') return withoutEnd(lines).map(quoted);
  if (name === 'li') return listed(markOf(element), lines);
  return APART.has(name) && lines.length > 0 ? [...lines, ''] : lines;
}

function withoutEnd(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

function quoted(line: string): string {
  return line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`;
}

function listed(mark: string, lines: readonly string[]): string[] {
  const inset = ' '.repeat(mark.length);
  return (lines.length === 0 ? [''] : lines).map((line, index) => `${index === 0 ? mark : inset}${line}`);
}

function markOf(item: Element): string {
  const list = item.parentElement;
  if (list?.localName !== 'ol') return '- ';
  const first = Number(list.getAttribute('start') ?? 1);
  return `${String(first + [...list.children].indexOf(item))}. `;
}

/** The address too, where the words do not say it. */
function linkWords(link: Element): string {
  const words = link.textContent.replace(/\s+/g, ' ').trim();
  const target = (link.getAttribute('href') ?? '').replace(/^mailto:/, '');
  const isSaid = target === '' || bare(words) === bare(target);
  return isSaid ? words : `${words} <${target}>`;
}

function bare(address: string): string {
  return address
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '');
}
