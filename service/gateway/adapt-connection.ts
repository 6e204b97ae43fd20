/**
 * What connections of smtp-server do otherwise here. Local parts in quotes (RFC 5321 section 4.1.2) would be words and signs
 * to it, `"ada lovelace"@example.com` no address: such a part is set aside while it reads the rest. And a refusal that has
 * its enhanced code (RFC 2034) would get a second one.
 */
import type { SMTPServer } from 'smtp-server';

interface ParsedAddress {
  address: string;
}

/** Not public: what smtp-server reads `MAIL FROM` and `RCPT TO` with. */
type Parse = (name: string, command: string) => ParsedAddress | false;
/** Its own: `context` false is without an enhanced code. */
type Send = (code: number, text: string | readonly string[], context?: string | false) => void;

/** Without control characters: they would break out of a line. */
const QUOTED = /^([^<]*<)"((?:[^"\\\p{Cc}]|\\[^\p{Cc}])+)"(?=@)/u;
/** Means the same without quotes. */
const PLAIN = /^[^\s"(),.:;<>@[\\\]]+(?:\.[^\s"(),.:;<>@[\\\]]+)*$/u;
const SET_ASIDE = 'quoted';

const HAS_CODE = /^[245]\.\d{1,3}\.\d{1,3} /u;

/** From now on, for the connection of this session. */
export function adaptConnection(server: SMTPServer, sessionId: string): void {
  for (const connection of server.connections) {
    if (connection.id !== sessionId) continue;
    const its = connection as unknown as { _parseAddressCommand: Parse; send: Send };
    its._parseAddressCommand = withQuotes(its._parseAddressCommand.bind(connection));
    const send = its.send.bind(connection);
    its.send = (code, text, context) => {
      send(code, text, typeof text === 'string' && HAS_CODE.test(text) ? false : context);
    };
  }
}

function withQuotes(parse: Parse): Parse {
  return (name, command) => {
    const quoted = QUOTED.exec(command);
    if (quoted === null) return parse(name, command);
    const [whole, before = '', inside = ''] = quoted;
    const parsed = parse(name, `${before}${SET_ASIDE}${command.slice(whole.length)}`);
    if (parsed === false) return false;
    return { ...parsed, address: `${canonical(inside)}${parsed.address.slice(SET_ASIDE.length)}` };
  };
}

function canonical(inside: string): string {
  const text = inside.replace(/\\(.)/gu, '$1');
  return PLAIN.test(text) ? text : `"${text.replace(/["\\]/gu, (sign) => `\\${sign}`)}"`;
}
