/** What is in somebody's mailbox, asked as any client would. */
import { PASSWORD, type ServiceProcess } from '../journeys/process-rig.ts';

type Url = Pick<ServiceProcess, 'url'>;
type Call = readonly [name: string, args: object];
type Ask = (...calls: readonly Call[]) => Promise<readonly unknown[]>;

/** Asks until so many are listed: mail is taken in after it is accepted. */
export async function inboxOf(service: Url, email: string, atLeast: number): Promise<ReadonlySet<string>> {
  const ask = await askMailbox(service, email);
  for (;;) {
    const [found] = (await ask(['Email/query', {}])) as readonly [{ readonly ids: readonly string[] }];
    const ids = new Set(found.ids);
    if (ids.size >= atLeast) return ids;
  }
}

/** Of all that is listed, in no order; one that is there twice is there twice. */
export async function subjectsOf(service: Url, email: string): Promise<readonly string[]> {
  const ask = await askMailbox(service, email);
  const ids = { resultOf: '0', name: 'Email/query', path: '/ids' };
  const [, got] = (await ask(
    ['Email/query', {}],
    ['Email/get', { '#ids': ids, properties: ['subject'] }],
  )) as readonly [unknown, { readonly list: readonly { readonly subject: string }[] }];
  return got.list.map(({ subject }) => subject);
}

async function askMailbox({ url }: Url, email: string): Promise<Ask> {
  const authorization = `Basic ${Buffer.from(`${email}:${PASSWORD}`).toString('base64')}`;
  const session = await fetch(`${url}/.well-known/jmap`, { headers: { authorization } });
  const { apiUrl, primaryAccounts } = (await session.json()) as {
    readonly apiUrl: string;
    readonly primaryAccounts: Readonly<Record<string, string>>;
  };
  const accountId = primaryAccounts['urn:ietf:params:jmap:mail'];
  const using = ['urn:ietf:params:jmap:core', 'urn:ietf:params:jmap:mail'];
  const headers = { authorization, 'content-type': 'application/json' };
  return async (...calls) => {
    const methodCalls = calls.map(([name, args], index) => [name, { accountId, ...args }, String(index)]);
    const body = JSON.stringify({ using, methodCalls });
    const answer = await fetch(new URL(apiUrl, url), { method: 'POST', headers, body });
    const { methodResponses } = (await answer.json()) as {
      readonly methodResponses: readonly (readonly [string, unknown])[];
    };
    return methodResponses.map(([, result]) => result);
  };
}
