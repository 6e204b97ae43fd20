/** Reads a structured header value, `token; name=value; …` (RFC 2045 section 5.1); the first of two equal names wins. */

export interface StructuredValue {
  /** Lower case. */
  readonly token: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** One parameter: its name, then a quoted string or a token. Linear: no two branches match the same text. */
const PARAMETER = /;[ \t]*([^\s=;"]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"?|([^\s;"]*))/gs;

export function readStructuredValue(value: string): StructuredValue {
  const token = /^[^;]*/.exec(value)?.[0] ?? '';
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of value.slice(token.length).matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/gs, '$1') ?? plain);
  }
  return { token: withoutComment(token).trim().toLowerCase(), parameters };
}

/** `text/plain (a remark)`: what a comment says is for people. */
function withoutComment(token: string): string {
  const open = token.indexOf('(');
  return open === -1 ? token : token.slice(0, open);
}
