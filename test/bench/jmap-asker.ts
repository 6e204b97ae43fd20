/** Asks a JMAP server for one account, with a device's token. */

export type Ask = (
  calls: readonly (readonly [string, object])[],
) => Promise<readonly Record<string, unknown>[]>;

const USING = ['urn:ietf:params:jmap:core', 'urn:ietf:params:jmap:mail'];

/** Call ids are the numbers of the calls. */
export function askJmap(url: string, accountId: string, token: string): Ask {
  return async (calls) => {
    const methodCalls = calls.map(([name, args], index) => [
      name,
      { ...(name === 'Core/echo' ? {} : { accountId }), ...args },
      String(index),
    ]);
    const response = await fetch(`${url}/jmap/api`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ using: USING, methodCalls }),
    });
    if (!response.ok) throw new Error(`${String(response.status)} ${await response.text()}`);
    const { methodResponses } = (await response.json()) as {
      readonly methodResponses: readonly (readonly [string, Record<string, unknown>])[];
    };
    const failed = methodResponses.find(([name]) => name === 'error');
    if (failed !== undefined) throw new Error(JSON.stringify(failed));
    return methodResponses.map(([, answer]) => answer);
  };
}
