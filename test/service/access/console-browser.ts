/** A browser of an administrator: keeps cookies as they are set, and sends the CSRF token with every change. */
import { z } from 'zod';
import { sessionViewSchema } from '../../../shared/http/access.ts';
import { text, type Answer, type Request, type ServiceRig } from '../service-rig.ts';

export const PASSWORD = 'correct horse battery';

export interface ConsoleBrowser {
  /** What a page of the service would send. */
  readonly call: (method: string, path: string, request?: Request) => Promise<Answer>;
  readonly signIn: (email: string, password?: string) => Promise<Answer>;
  /** By name; what the service set last. */
  readonly cookies: ReadonlyMap<string, string>;
  /** Of the session that was started last. */
  readonly csrfToken: () => string;
}

export function openBrowser({ call }: ServiceRig): ConsoleBrowser {
  const cookies = new Map<string, string>();
  let csrfToken = '';
  const browser: ConsoleBrowser = {
    cookies,
    csrfToken: () => csrfToken,
    async call(method, path, request = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const csrf = method === 'GET' || csrfToken === '' ? {} : { 'x-csrf-token': csrfToken };
      const headers = { ...(cookie === '' ? {} : { cookie }), ...csrf, ...request.headers };
      const answer = await call(method, path, { token: null, ...request, headers });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
        cookies.set(name, value);
      }
      const session = sessionViewSchema.safeParse(answer.body);
      if (session.success) csrfToken = session.data.csrfToken;
      return answer;
    },
    signIn: (email, password = PASSWORD) =>
      browser.call('POST', '/api/v1/session', { body: { email, password } }),
  };
  return browser;
}

/** With the service's own token; answers with the id. */
export async function addAdministrator(
  { call }: ServiceRig,
  email: string,
  role: 'administrator' | 'auditor' = 'administrator',
): Promise<string> {
  const body = { email, displayName: email, role, password: PASSWORD };
  return text((await call('POST', '/api/v1/administrators', { body })).body, 'id');
}

const actions = z.object({ items: z.array(z.object({ action: z.string(), actor: z.string() })) });

/**
 * The newest rows of the audit log, as `actor action`, but for failed sign-ins: those are gathered, and written a second
 * or a minute later, in the midst of whatever a test does then.
 */
export async function auditTrail(rig: ServiceRig, limit: number): Promise<readonly string[]> {
  const rows = await auditRows(rig);
  return rows.filter((row) => !row.endsWith('.sign-in-refused')).slice(0, limit);
}

/** All of this action, or of whatever action; the newest first. */
export async function auditRows({ call }: ServiceRig, action?: string): Promise<readonly string[]> {
  const only = action === undefined ? '' : `&action=${action}`;
  const { body } = await call('GET', `/api/v1/audit?service=access&limit=100${only}`);
  return actions.parse(body).items.map((row) => `${row.actor} ${row.action}`);
}
