/** Speaks JMAP over the HTTP port, with whatever token is good now. */
import { z } from 'zod';
import { HOUR_MS, SECOND_MS } from '../../../../shared/domain/instant.ts';
import type { Http, HttpAnswer, HttpRequest } from '../../ports.ts';
import { SyncError } from '../sync-error.ts';
import type { MailboxAccess } from '../sync-port.ts';
import { responseSchema, type Invocation } from './response.ts';
import {
  downloadAddress,
  readSession,
  sameOrigin,
  uploadAddress,
  USING,
  type JmapSession,
} from './session.ts';

const REQUEST_TIMEOUT_MS = 30 * SECOND_MS;
/** Large mail over a slow line. */
const TRANSFER_TIMEOUT_MS = 120 * SECOND_MS;
/** Metadata and text of a full chunk of messages stays well below. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
/** Larger than any gateway accepts; more is refused rather than held in memory. */
export const MAX_MAIL_BYTES = 64 * 1024 * 1024;
/** A service that asks for more patience than this is asked again all the same. */
const MAX_RETRY_AFTER_MS = HOUR_MS;

/** RFC 9110: content too large. */
const TOO_LARGE = 413;

const uploadedSchema = z.object({ blobId: z.string() });

export interface JmapClient {
  readonly session: () => Promise<JmapSession>;
  /** Rejects with a `SyncError`. */
  readonly call: (
    invocations: readonly Invocation[],
    using?: readonly string[],
  ) => Promise<readonly Invocation[]>;
  /** The blob's id; null when it is larger than the service takes. */
  readonly upload: (accountId: string, bytes: Uint8Array) => Promise<string | null>;
  /** null when there is no such blob (any more). */
  readonly download: (accountId: string, blobId: string) => Promise<Uint8Array | null>;
}

export function createJmapClient(http: Http, access: () => MailboxAccess | null): JmapClient {
  let known: { readonly baseUrl: string; readonly session: JmapSession } | null = null;
  const ask = async (build: (access: MailboxAccess) => HttpRequest): Promise<Answered> => {
    const current = access();
    if (current === null) throw new SyncError('service-unreachable', 'there is no way to the mailbox now');
    const answer = await following(http, build(current));
    // What the session said may be what no longer holds.
    if (answer.kind !== 'answered' || answer.status >= 400) known = null;
    return accepted(answer);
  };
  const session = async (): Promise<JmapSession> => {
    const baseUrl = access()?.apiBaseUrl ?? '';
    if (known?.baseUrl === baseUrl) return known.session;
    const url = `${baseUrl}/.well-known/jmap`;
    const answer = await ask((current) => get(url, current, REQUEST_TIMEOUT_MS, MAX_ANSWER_BYTES));
    const read = readSession(parseJson(answer.body), url);
    if (read === null)
      throw new SyncError('service-unreachable', 'what answers is no JMAP server of this service');
    known = { baseUrl, session: read };
    return read;
  };
  return {
    session,
    call: async (invocations, using = USING) => {
      const { apiUrl, state } = await session();
      const body = JSON.stringify({ using, methodCalls: invocations });
      const answer = await ask((current) => ({
        ...get(apiUrl, current, REQUEST_TIMEOUT_MS, MAX_ANSWER_BYTES),
        method: 'POST',
        headers: { ...authorization(current), 'content-type': 'application/json' },
        body,
      }));
      const parsed = responseSchema.safeParse(parseJson(answer.body));
      if (!parsed.success) throw new SyncError('service-unreachable', 'the answer is not JMAP');
      // RFC 8620 section 3.4: another state says that the session is to be read again.
      if ((parsed.data.sessionState ?? state) !== state) known = null;
      return parsed.data.methodResponses;
    },
    upload: async (accountId, bytes) => {
      const url = uploadAddress(await session(), accountId);
      const current = access();
      if (current === null) throw new SyncError('service-unreachable', 'there is no way to the mailbox now');
      const answer = await http.request({
        ...get(url, current, TRANSFER_TIMEOUT_MS, MAX_ANSWER_BYTES),
        method: 'POST',
        headers: { ...authorization(current), 'content-type': 'message/rfc822' },
        body: bytes,
      });
      if (answer.kind === 'answered' && answer.status === TOO_LARGE) return null;
      return uploadedSchema.parse(parseJson(accepted(answer).body)).blobId;
    },
    download: async (accountId, blobId) => {
      const url = downloadAddress(await session(), accountId, blobId);
      const current = access();
      if (current === null) throw new SyncError('service-unreachable', 'there is no way to the mailbox now');
      const answer = await http.request(get(url, current, TRANSFER_TIMEOUT_MS, MAX_MAIL_BYTES));
      return answer.kind === 'answered' && answer.status === 404 ? null : accepted(answer).body;
    },
  };
}

type Answered = Extract<HttpAnswer, { kind: 'answered' }>;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 307, 308]);
/** A server that has moved its session once more is lost. */
const MAX_REDIRECTS = 3;

/** RFC 8620 section 2.2: `/.well-known/jmap` may lead elsewhere; with our token only to where it came from. */
async function following(http: Http, request: HttpRequest, left = MAX_REDIRECTS): Promise<HttpAnswer> {
  const answer = await http.request(request);
  if (request.method !== 'GET' || answer.kind !== 'answered' || !REDIRECTS.has(answer.status)) return answer;
  const url = sameOrigin(answer.headers['location'] ?? '', request.url);
  return url === null || left === 0 ? answer : following(http, { ...request, url }, left - 1);
}

function get(url: string, access: MailboxAccess, timeoutMs: number, maxBytes: number): HttpRequest {
  return { method: 'GET', url, headers: authorization(access), body: null, timeoutMs, maxBytes };
}

function authorization(access: MailboxAccess): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${access.token}` };
}

/** Throws a `SyncError` for everything but 2xx. 401 is a token that ran out: the channel brings the next one. */
function accepted(answer: HttpAnswer): Answered {
  if (answer.kind === 'unreachable') throw new SyncError('service-unreachable', answer.message);
  if (answer.status >= 200 && answer.status < 300) return answer;
  const problem = answer.status === 403 ? 'not-allowed' : 'service-unreachable';
  throw new SyncError(problem, `the mailbox answered ${answer.status}`, retryAfterMs(answer));
}

/** Seconds only: a date would be compared with a clock that may be wrong (G5). */
function retryAfterMs(answer: Answered): number | null {
  const seconds = Number(answer.headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * SECOND_MS, MAX_RETRY_AFTER_MS) : null;
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    // The schemas refuse undefined and say what was expected.
    return undefined;
  }
}
