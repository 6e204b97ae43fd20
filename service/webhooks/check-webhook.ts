/** The rules that a webhook must meet to be saved (pure); where its name leads is looked up at every delivery. */
import { isIP } from 'node:net';
import type { PlainProblemName } from '../../shared/http/problem-names.ts';
import { WEBHOOK_NAME_CHARACTERS } from '../../shared/http/webhooks.ts';
import type { FieldProblem } from '../refusal.ts';
import { checkRequiredText } from '../text.ts';
import { isPublicAddress } from './address-rule.ts';

interface Checked {
  readonly name: string;
  readonly url: string;
}

export function checkWebhook({ name, url }: Checked, allowPrivate: boolean): FieldProblem[] {
  return [...checkRequiredText('/name', name, WEBHOOK_NAME_CHARACTERS), ...checkUrl(url, allowPrivate)];
}

function checkUrl(given: string, allowPrivate: boolean): FieldProblem[] {
  const problem = (code: PlainProblemName, message: string): FieldProblem[] => [
    { pointer: '/url', code, message },
  ];
  if (!URL.canParse(given)) return problem('not-a-url', 'must be an address like https://example.com/hook');
  // Parsed as a browser does: 2130706433 and 0x7f.1 are 127.0.0.1 here already.
  const { protocol, username, password, hash, hostname } = new URL(given);
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:'))
    return problem('not-https', 'must begin with https://');
  if (username !== '' || password !== '' || hash !== '')
    return problem('not-a-url', 'must have no user, password or fragment');
  const host = hostname.replace(/^\[|\]$/gu, '');
  if (allowPrivate || isIP(host) === 0 || isPublicAddress(host)) return [];
  return problem('private-address', 'must be a public address: see --allow-private-webhooks');
}
