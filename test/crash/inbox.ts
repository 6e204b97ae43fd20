/** What is in somebody's mailbox, asked as any client would. */
import { PASSWORD, type ServiceProcess } from '../journeys/process-rig.ts';

/** Asks until so many are listed: mail is taken in after it is accepted. */
export async function inboxOf(
  { url }: Pick<ServiceProcess, 'url'>,
  email: string,
  atLeast: number,
): Promise<ReadonlySet<string>> {
  const authorization = `Basic ${Buffer.from(`${email}:${PASSWORD}`).toString('base64')}`;
  const session = await fetch(`${url}/.well-known/jmap`, { headers: { authorization } });
  const { apiUrl, primaryAccounts } = (await session.json()) as {
    readonly apiUrl: string;
    readonly primaryAccounts: Readonly<Record<string, string>>;
  };
  const accountId = primaryAccounts['urn:ietf:params:jmap:mail'];
  const using = ['urn:ietf:params:jmap:core', 'urn:ietf:params:jmap:mail'];
  const body = JSON.stringify({ using, methodCalls: [['Email/query', { accountId }, 'q']] });
  const headers = { authorization, 'content-type': 'application/json' };
  for (;;) {
    const answer = await fetch(new URL(apiUrl, url), { method: 'POST', headers, body });
    const { methodResponses } = (await answer.json()) as {
      readonly methodResponses: readonly [readonly [string, { readonly ids: readonly string[] }]];
    };
    const ids = new Set(methodResponses[0][1].ids);
    if (ids.size >= atLeast) return ids;
  }
}
