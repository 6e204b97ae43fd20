/** Joins the lines of `format=flowed` to the paragraphs that were written, quoted ones too (RFC 3676 section 4). */

const SIGNATURE = '-- ';

interface FlowedLine {
  readonly depth: number;
  readonly text: string;
  readonly flows: boolean;
}

/** `text` has line feeds alone; `delSp`: the blank at which a line was broken is none of the text's. */
export function joinFlowed(text: string, delSp: boolean): string {
  const paragraphs: { depth: number; text: string; flows: boolean }[] = [];
  for (const line of text.split('\n').map((written) => readLine(written, delSp))) {
    const open = paragraphs.at(-1);
    const continues = open?.flows === true && open.depth === line.depth && line.text !== SIGNATURE;
    if (!continues) paragraphs.push({ ...line });
    else {
      open.text += line.text;
      open.flows = line.flows;
    }
  }
  return paragraphs.map(({ depth, text: words }) => quoted(depth, words)).join('\n');
}

function readLine(line: string, delSp: boolean): FlowedLine {
  let depth = 0;
  while (line[depth] === '>') depth += 1;
  const stuffed = line.slice(depth);
  const text = stuffed.startsWith(' ') ? stuffed.slice(1) : stuffed;
  const flows = text.endsWith(' ') && text !== SIGNATURE;
  return { depth, text: flows && delSp ? text.slice(0, -1) : text, flows };
}

function quoted(depth: number, text: string): string {
  if (depth === 0) return text;
  return text === '' ? '>'.repeat(depth) : `${'>'.repeat(depth)} ${text}`;
}
