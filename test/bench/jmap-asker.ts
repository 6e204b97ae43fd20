/** Asks a JMAP server for one account, with a device's token. */
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

export type Ask = (
  calls: readonly (readonly [string, object])[],
) => Promise<readonly Record<string, unknown>[]>;

const USING = ['urn:ietf:params:jmap:core', 'urn:ietf:params:jmap:mail'];

/**
 * Call ids are the numbers of the calls. Not by `fetch`, whose own slowest answers take longer than those of the service
 * that is measured.
 */
export function askJmap(url: string, accountId: string, token: string): Ask {
  const agent = new Agent({ keepAlive: true });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const post = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      request(`${url}/jmap/api`, { agent, method: 'POST', headers }, (response) => {
        const answer = text(response);
        if (response.statusCode === 200) resolve(answer);
        else answer.then((words) => reject(new Error(`${String(response.statusCode)} ${words}`)), reject);
      })
        .on('error', reject)
        .end(body);
    });
  return async (calls) => {
    const methodCalls = calls.map(([name, args], index) => [
      name,
      { ...(name === 'Core/echo' ? {} : { accountId }), ...args },
      String(index),
    ]);
    const { methodResponses } = JSON.parse(await post(JSON.stringify({ using: USING, methodCalls }))) as {
      readonly methodResponses: readonly (readonly [string, Record<string, unknown>])[];
    };
    const failed = methodResponses.find(([name]) => name === 'error');
    if (failed !== undefined) throw new Error(JSON.stringify(failed));
    return methodResponses.map(([, answer]) => answer);
  };
}

/** Mail that is there already is taken in while the service runs: with every state it is counted again. */
export async function untilTaken(url: string, token: string, ask: Ask, messages: number): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const { body } = await fetch(`${url}/jmap/events?types=Email&closeafter=no&ping=5`, { headers });
  const events = body?.getReader();
  do {
    const [answer] = await ask([['Email/query', { limit: 1, calculateTotal: true }]]);
    if (answer?.['total'] === messages) return events?.cancel();
  } while ((await events?.read())?.done === false);
}
