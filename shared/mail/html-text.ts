/** What a reader sees of an HTML text, as lines, and what it refers to: read by a tokenizer, in one pass. */
import { Parser } from 'htmlparser2';
import { hidingOf } from './hidden-style.ts';

export interface HtmlReading {
  /** A line a block, an empty one between paragraphs; what is hidden is none of it. */
  readonly text: string;
  /** Words that are found but not read on: addresses of links, and what stands for a picture. */
  readonly beside: readonly string[];
  /** Addresses of the pictures that are in sight, as written. */
  readonly pictures: readonly string[];
  /** Elements and texts. */
  readonly nodes: number;
}

const BLOCKS: ReadonlySet<string> = new Set([
  ...[
    'address',
    'article',
    'aside',
    'blockquote',
    'body',
    'caption',
    'center',
    'dd',
    'details',
    'dir',
    'div',
  ],
  ...['dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['header', 'hr', 'html', 'legend', 'li', 'main', 'menu', 'nav', 'ol', 'optgroup', 'option', 'p', 'pre'],
  ...['section', 'summary', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul'],
]);
/** A line stays empty around them. */
const APART: ReadonlySet<string> = new Set([
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'p',
  'table',
  'ul',
  'ol',
  'pre',
]);
/** Words in them stand apart, on one line. */
const CELLS: ReadonlySet<string> = new Set(['td', 'th', 'button', 'select', 'textarea', 'img']);
/** The sanitiser takes them out whole. */
const UNSEEN: ReadonlySet<string> = new Set([
  ...[
    'audio',
    'colgroup',
    'head',
    'iframe',
    'math',
    'noembed',
    'noframes',
    'noscript',
    'plaintext',
    'script',
  ],
  ...['style', 'svg', 'template', 'title', 'video', 'xmp'],
]);

/** In time that grows with the length alone. */
export function readHtml(html: string): HtmlReading {
  const page = createPage();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => page.open(name, attributes),
      ontext: (text) => page.say(text),
      onclosetag: (name) => page.close(name),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return page.reading();
}

interface Place {
  readonly gone: boolean;
  readonly unseen: boolean;
  readonly kept: boolean;
}

interface Page {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly say: (text: string) => void;
  readonly close: (name: string) => void;
  readonly reading: () => HtmlReading;
}

function createPage(): Page {
  const lines = createLines();
  const places: Place[] = [];
  const beside: string[] = [];
  const pictures: string[] = [];
  let nodes = 0;
  let here: Place = { gone: false, unseen: false, kept: false };
  const separate = (name: string): void => {
    if (APART.has(name)) lines.paragraph();
    else if (BLOCKS.has(name)) lines.end();
    else if (CELLS.has(name)) lines.blank();
  };
  return {
    open: (name, attributes) => {
      nodes += 1;
      const isBlock = UNSEEN.has(name) && name !== 'head';
      places.push(here);
      here = within(here, name, attributes);
      if (isBlock || here.gone) return;
      separate(name);
      if (name === 'br') lines.newLine();
      if (here.unseen) return;
      if (name === 'img' && attributes['src'] !== undefined) pictures.push(attributes['src'].trim());
      for (const word of [attributes['alt'], attributes['href']])
        if (word !== undefined && word !== '') beside.push(word);
    },
    say: (text) => {
      nodes += 1;
      if (!here.gone && !here.unseen) lines.say(text, here.kept);
    },
    close: (name) => {
      if (!here.gone) separate(name);
      here = places.pop() ?? here;
    },
    reading: () => ({ text: lines.text(), beside, pictures, nodes }),
  };
}

function within(place: Place, name: string, attributes: Readonly<Record<string, string>>): Place {
  if (place.gone) return place;
  const { gone, unseen } = hidingOf(attributes['style'] ?? '');
  return {
    gone: gone || UNSEEN.has(name) || attributes['hidden'] !== undefined,
    unseen: unseen ?? place.unseen,
    kept: place.kept || name === 'pre',
  };
}

interface Lines {
  readonly say: (text: string, kept: boolean) => void;
  readonly blank: () => void;
  /** Ends the line, if there is one. */
  readonly end: () => void;
  /** Ends it in any case. */
  readonly newLine: () => void;
  readonly paragraph: () => void;
  readonly text: () => string;
}

function createLines(): Lines {
  const lines: string[] = [];
  let open: string[] = [];
  let endsBlank = true;
  const newLine = (): void => {
    lines.push(open.join('').trimEnd());
    open = [];
    endsBlank = true;
  };
  const end = (): void => {
    if (open.length > 0) newLine();
  };
  return {
    end,
    newLine,
    say: (text, kept) => {
      if (kept) {
        const [first = '', ...more] = text.split(/\r\n|\r|\n/);
        open.push(first);
        for (const line of more) {
          newLine();
          open.push(line);
        }
        return;
      }
      const words = text.replace(/[ \t\r\n\f]+/g, ' ');
      const fitting = endsBlank && words.startsWith(' ') ? words.slice(1) : words;
      if (fitting === '') return;
      open.push(fitting.replaceAll('\u00a0', ' '));
      endsBlank = fitting.endsWith(' ');
    },
    blank: () => {
      if (!endsBlank) open.push(' ');
      endsBlank = true;
    },
    paragraph: () => {
      end();
      if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
    },
    text: () => [...lines, open.join('').trimEnd()].join('\n').trim(),
  };
}
