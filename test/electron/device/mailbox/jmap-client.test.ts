/** Where the session is: the device goes along when its server leads elsewhere on itself, and never takes its token to others. */
import { expect, test } from 'vitest';
import { createJmapClient } from '../../../../electron/device/mailbox/jmap/client.ts';
import type { HttpAnswer } from '../../../../electron/device/ports.ts';

const BASE = 'http://service.example:8025';
const SESSION = {
  ...{ apiUrl: '/jmap/', uploadUrl: '/up/{accountId}', downloadUrl: '/down/{accountId}/{blobId}' },
  capabilities: { 'urn:ietf:params:jmap:core': { maxObjectsInGet: 10 } },
  ...{ accounts: { ada: {} }, state: 's' },
};

function answered(status: number, headers: Readonly<Record<string, string>>, body: unknown = ''): HttpAnswer {
  return { kind: 'answered', status, headers, body: Buffer.from(JSON.stringify(body)) };
}

function clientOf(answers: Readonly<Record<string, HttpAnswer>>) {
  const asked: string[] = [];
  const request = async ({ url }: { readonly url: string }): Promise<HttpAnswer> => {
    asked.push(url);
    return answers[url] ?? answered(404, {});
  };
  const access = () => ({ apiBaseUrl: BASE, token: 'token', accountId: 'ada' });
  return { asked, client: createJmapClient({ request }, access) };
}

test.each(['/jmap', `${BASE}/jmap`])(
  'RFC 8620 2.2: a session that is at %s is read there',
  async (location) => {
    const { client } = clientOf({
      [`${BASE}/.well-known/jmap`]: answered(301, { location }),
      [`${BASE}/jmap`]: answered(200, {}, SESSION),
    });
    expect(await client.session()).toMatchObject({
      apiUrl: `${BASE}/jmap/`,
      accounts: new Map([['ada', { name: '' }]]),
    });
  },
);

test.each(['https://service.example:8025/jmap', 'http://evil.example/jmap', '//evil.example', ''])(
  'a session said to be at "%s" is not asked for',
  async (location) => {
    const start = `${BASE}/.well-known/jmap`;
    const { client, asked } = clientOf({
      [start]: answered(301, { location: location === '' ? ':' : location }),
    });
    await expect(client.session()).rejects.toMatchObject({ problem: 'service-unreachable' });
    expect(asked.filter((url) => !url.startsWith(BASE))).toEqual([]);
  },
);

test('a session that leads round in a circle is given up', async () => {
  const start = `${BASE}/.well-known/jmap`;
  const { client, asked } = clientOf({ [start]: answered(302, { location: '/.well-known/jmap' }) });
  await expect(client.session()).rejects.toMatchObject({ problem: 'service-unreachable' });
  expect(asked).toHaveLength(4);
});
