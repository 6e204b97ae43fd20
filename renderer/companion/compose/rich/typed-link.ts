/** A link as people type it: with or without its scheme, or an address to write to. */
import { parseExternalLink } from '../../../../shared/domain/external-link.ts';

const SCHEME = /^(?:https?:\/\/|mailto:)/i;
const OTHER_SCHEME = /^(?!https?:)[a-z][a-z\d+.-]*:\/\//i;

/** null: no link that a mail may have. */
export function typedLink(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || OTHER_SCHEME.test(text)) return null;
  const link = parseExternalLink(`${schemeFor(text)}${text}`);
  return link.ok ? link.value.url : null;
}

function schemeFor(text: string): string {
  if (SCHEME.test(text)) return '';
  return /^[^\s/]+@[^\s/]+$/.test(text) ? 'mailto:' : 'https://';
}
