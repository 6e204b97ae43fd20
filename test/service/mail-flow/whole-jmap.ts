/** Asks the whole service by JMAP, over real HTTP, as a person who signs in with address and cloud password. */
import { expect } from 'vitest';
import type { ServiceRig } from '../service-rig.ts';

export const USING = ['core', 'mail', 'submission'].map((name) => `urn:ietf:params:jmap:${name}`);
export const PASSWORD = 'correct horse battery';

export type Call = readonly [name: string, body: Readonly<Record<string, unknown>>, id: string];

export const basic = (email: string): string =>
  `Basic ${Buffer.from(`${email}:${PASSWORD}`).toString('base64')}`;

/** Of all mail in an account, newest first. */
export async function subjectsOf(
  rig: Pick<ServiceRig, 'service'>,
  email: string,
  accountId: string,
): Promise<readonly unknown[]> {
  const ids = { resultOf: 'q', name: 'Email/query', path: '/ids' };
  const [, found] = await jmap(rig, email, [
    ['Email/query', { accountId }, 'q'],
    ['Email/get', { accountId, '#ids': ids, properties: ['subject'] }, 'g'],
  ]);
  return (found?.[1]['list'] as readonly { readonly subject: string }[]).map(({ subject }) => subject);
}

export async function jmap(
  { service }: Pick<ServiceRig, 'service'>,
  email: string,
  calls: readonly Call[],
): Promise<readonly Call[]> {
  const response = await fetch(`${service.httpUrl}/jmap/api`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: basic(email) },
    body: JSON.stringify({ using: USING, methodCalls: calls }),
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as { readonly methodResponses: readonly Call[] }).methodResponses;
}
