/** The sanitiser of strangers' HTML, in jsdom where there is no page of its own (security, "Showing HTML mail"). */
import fc from 'fast-check';
import type { SafeMail } from '../../../renderer/companion/reading/sanitise-mail.ts';
import { bytesOf, textOf } from '../../fuzz/harness/bytes.ts';
import { seedFiles, seedTexts } from '../../fuzz/harness/corpora.ts';
import { promise, type FuzzTarget } from '../../fuzz/harness/fuzz-target.ts';

const TAGS = [
  ...[
    'p',
    'div',
    'a',
    'img',
    'table',
    'td',
    'font',
    'style',
    'script',
    'svg',
    'math',
    'mglyph',
    'annotation-xml',
  ],
  ...[
    'form',
    'input',
    'iframe',
    'object',
    'base',
    'meta',
    'link',
    'template',
    'noscript',
    'title',
    'textarea',
    'xmp',
  ],
  ...['select', 'option', 'frameset', 'body', 'html', 'foreignObject', 'desc', 'mtext', 'plaintext', 'x-y'],
];
const ATTRIBUTES = [
  ...[
    'href',
    'src',
    'srcset',
    'style',
    'class',
    'id',
    'name',
    'onload',
    'onerror',
    'background',
    'bgcolor',
    'width',
  ],
  ...[
    'xlink:href',
    'action',
    'formaction',
    'data-x',
    'is',
    'dir',
    'align',
    'poster',
    'ping',
    'data-mail-style',
  ],
];
const VALUES = [
  ...[
    'javascript:alert(1)',
    ' java\tscript:x',
    'https://evil.test/',
    '//evil.test',
    'cid:a',
    'data:text/html,x',
  ],
  ...[
    'data:image/png;base64,iVBORw0KGgo=',
    'data:image/svg+xml,<svg onload=x>',
    'url(https://e.test/)',
    '100%',
    'red',
  ],
  ...[
    'color: red; background: url(//e.test)',
    'position:fixed;top:0',
    'width:expression(x)',
    '--x:1;color:var(--x)',
  ],
  ...[
    'color:\\72 ed',
    '}</style><script>x</script>',
    '-->',
    ']]>',
    '&#x6a;avascript:',
    'x" onload="y',
    '\u0000',
  ],
];
const value = fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: 'binary', maxLength: 20 }));
const quote = fc.constantFrom('"', "'", '');
const attribute = fc
  .tuple(fc.constantFrom(...ATTRIBUTES), quote, value)
  .map(([name, mark, content]) => ` ${name}=${mark}${content}${mark}`);
const { html } = fc.letrec<{ html: string; element: string; words: string }>((tie) => ({
  html: fc
    .array(fc.oneof({ depthSize: 'small' }, tie('words'), tie('element')), { maxLength: 4 })
    .map((all) => all.join('')),
  element: fc
    .tuple(
      fc.constantFrom(...TAGS),
      fc.array(attribute, { maxLength: 3 }),
      tie('html'),
      fc.constantFrom(...TAGS),
      fc.nat(9),
    )
    .map(([tag, attributes, inner, other, odd]) =>
      odd === 0
        ? `<${tag}${attributes.join('')}>${inner}</${other}>`
        : `<${tag}${attributes.join('')}>${inner}</${tag}>`,
    ),
  words: fc.oneof(
    value,
    fc.constantFrom('<!--', '--!>', '<![CDATA[', '<?x', '<!doctype html>', '&lt;', '\uD800'),
  ),
}));
const mails = html.map(bytesOf);

export const target: FuzzTarget = {
  seeds: [
    ...seedTexts('hostile-html/fragments.json', 'html').map(bytesOf),
    ...seedTexts('dompurify-fixtures/expect.json', 'payload').map(bytesOf),
    ...seedFiles(['httpleaks'], /\.html$/),
  ],
  grammar: mails,
  words: [
    ...TAGS.map((tag) => `<${tag}>`),
    ...ATTRIBUTES.map((name) => ` ${name}=`),
    ...VALUES,
    '<!--',
    '-->',
    '</',
  ],
  open: async () => {
    await providePage();
    // Only now: both take the page that they find when they are loaded.
    const { sanitiseMail } = await import('../../../renderer/companion/reading/sanitise-mail.ts');
    const { faults } = await import('../companion/reading/mail-faults.ts');
    return {
      run: (input) => {
        const sanitised = sanitiseMail([textOf(input)], { a: 'data:image/png;base64,iVBORw0KGgo=' });
        if (sanitised.kind === 'safe') check(sanitised.mail, faults(sanitised.mail));
      },
      close: async () => undefined,
    };
  },
};

function check(mail: SafeMail, faults: readonly string[]): void {
  promise(faults.length === 0, `lets through ${faults.join(', ')}`);
  for (const { url } of mail.links)
    promise(/^(?:https?:\/\/[^/@]+\/|mailto:)/.test(url), `lists a link to ${url}`);
}

/** Where there is none: Vitest has one here, a plain process has not. It stays for as long as the process does. */
async function providePage(): Promise<void> {
  if ('window' in globalThis) return;
  // It comes without types, and this is all of it that is needed.
  const name: string = 'jsdom';
  const { JSDOM } = (await import(name)) as {
    readonly JSDOM: new (html: string) => { readonly window: Window & typeof globalThis };
  };
  const { window } = new JSDOM('');
  const { HTMLElement, Element, Text, DOMParser, Node, document } = window;
  const getComputedStyle = window.getComputedStyle.bind(window);
  Object.assign(globalThis, {
    window,
    document,
    HTMLElement,
    Element,
    Text,
    DOMParser,
    Node,
    getComputedStyle,
  });
}
