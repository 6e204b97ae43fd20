/** The document that the mail frame shows: the sanitised body under a few styles of ours. The shell adds type and policy. */
import type { Scheme } from '../../theme/fluent-theme.ts';
import type { SafeMail } from './sanitise-mail.ts';

/** The frame reads no style sheet of the page, so the tokens that it needs are repeated here by value. */
const PALETTES = {
  light: {
    ground: '#ffffff',
    text: '#242424',
    quiet: '#5c5c5c',
    line: '#c7c7c7',
    link: '#0f5ea8',
    tint: '#f5f5f5',
  },
  dark: {
    ground: '#292929',
    text: '#ffffff',
    quiet: '#b3b3b3',
    line: '#525252',
    link: '#77b7f7',
    tint: '#202020',
  },
} as const;

/** A mail with colours of its own is made for a white page; one without follows the reader's theme. */
export function mailDocument({ html, styles, ownColours }: SafeMail, scheme: Scheme): string {
  const palette = ownColours ? 'light' : scheme;
  const isPaper = palette !== scheme;
  return `<title>Mail</title><style>${ownRules(palette, isPaper ? PAPER_TOP_PX : TOP_PX)}${ownColours ? '' : quotes(palette)}${styles}</style><body dir="auto"><main>${html}</main></body>`;
}

/** A white page in a dark window has an edge, and its text keeps away from it. */
const TOP_PX = 4;
const PAPER_TOP_PX = 16;

/** Quiet only on our own ground: on a sender's it might be lost. */
function quotes(scheme: Scheme): string {
  return `blockquote { color: ${PALETTES[scheme].quiet}; }`;
}

function ownRules(scheme: Scheme, topPx: number): string {
  const { ground, text, quiet, line, link, tint } = PALETTES[scheme];
  return `
    :root { color-scheme: ${scheme}; background: ${ground}; color: ${text}; }
    body { margin: 0; padding: ${topPx}px 24px 24px 76px; font: 14px/21px "Segoe UI Variable", "Segoe UI", Inter, "Liberation Sans", Arial, "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
    body:dir(rtl) { padding: ${topPx}px 76px 24px 24px; }
    main { max-width: 1000px; contain: paint; }
    p { margin: 0 0 11px; }
    img { max-width: 100%; height: auto; }
    table { max-width: 100%; }
    blockquote { margin: 0 0 11px; padding-inline-start: 12px; border-inline-start: 2px solid ${line}; }
    pre { white-space: pre-wrap; font: 13px/19px "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; }
    hr { border: 0; border-top: 1px solid ${line}; }
    .mail-link { color: ${link}; text-decoration: underline; }
    .mail-link sup { margin-inline-start: 2px; padding: 0 3px; border-radius: 3px; background: ${tint}; color: ${link}; font: 600 10px/14px sans-serif; }
    .mail-picture { display: inline-block; min-width: 24px; min-height: 24px; max-width: 100%; padding: 4px 8px; border: 1px dashed ${line}; border-radius: 4px; background: ${ground}; color: ${quiet}; font-size: 12px; line-height: 16px; }
    @media (max-width: 560px) { body, body:dir(rtl) { padding: ${topPx}px 24px 24px; } }
  `;
}
