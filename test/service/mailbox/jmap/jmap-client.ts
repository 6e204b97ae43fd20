/** Asks a JMAP server inside the test's process. */
import type { FastifyInstance } from 'fastify';

export type Call = readonly [string, Record<string, unknown>, string];

export const USING = ['core', 'mail', 'submission'].map((name) => `urn:ietf:params:jmap:${name}`);

/** The answers of one request; fails when the request as a whole was refused. */
export async function callAll(
  app: FastifyInstance,
  calls: readonly Call[],
  who = 'katharina',
): Promise<readonly Call[]> {
  const response = await app.inject({
    method: 'POST',
    url: '/jmap/api',
    headers: { authorization: `Bearer ${who}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ using: USING, methodCalls: calls }),
  });
  if (response.statusCode !== 200) throw new Error(`${String(response.statusCode)} ${response.body}`);
  return response.json<{ methodResponses: readonly Call[] }>().methodResponses;
}

/** One call, one answer; a method error too is an answer, `['error', …]`. */
export async function call<Answer = Record<string, unknown>>(
  app: FastifyInstance,
  name: string,
  args: Record<string, unknown>,
  who = 'katharina',
): Promise<Answer> {
  const [answer] = await callAll(app, [[name, { accountId: who, ...args }, 'c']], who);
  return (answer?.[0] === 'error' ? { error: answer[1]['type'], ...answer[1] } : answer?.[1]) as Answer;
}

export interface Ids {
  readonly ids: readonly string[];
}

export interface EmailList {
  readonly state: string;
  readonly list: readonly Record<string, unknown>[];
  readonly notFound: readonly string[];
}
