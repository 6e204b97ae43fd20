/** The control service's REST interface as the console uses it: every answer parsed, every refusal a problem with its fields. */
import { z } from 'zod';
import { createCreationKeys } from './creation-keys.ts';
import { readProblem, readValue, refused } from './read-answer.ts';
import { credentialHeaders, type Credentials, type RestAnswer, type RestProblem } from './rest-types.ts';

type Answer<Schema extends z.ZodType> = Promise<RestAnswer<z.infer<Schema>>>;
type Send = <Schema extends z.ZodType>(
  path: string,
  body: unknown,
  schema: Schema,
  signal?: AbortSignal,
) => Answer<Schema>;

/** Paths are below `/api/v1`, with their query. */
export interface RestClient {
  readonly get: <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    signal?: AbortSignal,
  ) => Answer<Schema>;
  /** For actions and questions; sent twice, it happens twice. */
  readonly post: Send;
  /** Makes something new; tried again after no answer came, it is not made twice (Idempotency-Key). */
  readonly create: Send;
  readonly put: Send;
  /** `version`: the one that the edit was made from; if it is another by now the answer is `outdated` (If-Match). */
  readonly patch: <Schema extends z.ZodType>(
    path: string,
    body: unknown,
    schema: Schema,
    version?: number,
  ) => Answer<Schema>;
  /** A file as a body of its own; its answer may take as long as the work does. */
  readonly upload: <Schema extends z.ZodType>(path: string, file: Blob, schema: Schema) => Answer<Schema>;
  readonly remove: (path: string) => Promise<RestAnswer<null>>;
  /** The answer as it comes, for streams and files; it has no limit of time but `signal`. */
  readonly open: (path: string, signal: AbortSignal) => Promise<RestAnswer<Response>>;
}

export interface RestClientOptions {
  /** Asked for at every request: a new password brings new ones. */
  readonly credentials: () => Credentials;
  /** After every request: whether the service answered at all. */
  readonly heard: (answered: boolean) => void;
  /** The service does not know who asks, or no longer. */
  readonly unauthorised: (problem: RestProblem, used: Credentials) => void;
}

interface Sent {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly file?: Blob;
}

/** Longer than any healthy answer; the page says so instead of waiting for ever. */
const TIMEOUT_MS = 15_000;
/** Twenty thousand lines, each waiting for the disk, on a slow one. */
const UPLOAD_TIMEOUT_MS = 600_000;

export function createRestClient(options: RestClientOptions): RestClient {
  const keys = createCreationKeys();

  async function request<Schema extends z.ZodType>(path: string, sent: Sent, schema: Schema): Answer<Schema> {
    const limit = AbortSignal.timeout(sent.file === undefined ? TIMEOUT_MS : UPLOAD_TIMEOUT_MS);
    const signal = sent.signal === undefined ? limit : AbortSignal.any([limit, sent.signal]);
    return answered(options, sent.signal, async () => {
      const response = await fetchWith(options.credentials(), path, { ...sent, signal });
      return response.ok ? readValue(response, schema) : readProblem(response);
    });
  }

  return {
    get: (path, schema, signal) => request(path, { signal }, schema),
    post: (path, body, schema, signal) => request(path, { method: 'POST', body, signal }, schema),
    put: (path, body, schema, signal) => request(path, { method: 'PUT', body, signal }, schema),
    patch(path, body, schema, version) {
      const headers = version === undefined ? {} : { 'if-match': `"${version}"` };
      return request(path, { method: 'PATCH', body, headers }, schema);
    },
    upload: (path, file, schema) => request(path, { method: 'POST', file }, schema),
    remove: (path) => request(path, { method: 'DELETE' }, z.null()),
    async create(path, body, schema, signal) {
      const question = `${path} ${JSON.stringify(body)}`;
      const headers = { 'idempotency-key': keys.take(question) };
      const answer = await request(path, { method: 'POST', body, headers, signal }, schema);
      if (answer.ok || answer.problem.kind !== 'unreachable') keys.forget(question);
      return answer;
    },
    open: (path, signal) =>
      answered(options, signal, async () => {
        const response = await fetchWith(options.credentials(), path, { signal });
        return response.ok ? { ok: true, value: response } : readProblem(response);
      }),
  };
}

function fetchWith(credentials: Credentials, path: string, sent: Sent): Promise<Response> {
  const { method = 'GET', body, file, headers, signal } = sent;
  const content = body === undefined ? file : JSON.stringify(body);
  // Beside the page, which may be below a path of its own.
  return fetch(`api/v1${path}`, {
    method,
    headers: new Headers({
      ...credentialHeaders(credentials, method),
      ...(content === undefined ? {} : { 'content-type': file?.type ?? 'application/json' }),
      ...headers,
    }),
    ...(content === undefined ? {} : { body: content }),
    signal: signal ?? null,
    redirect: 'error',
  });
}

/** Tells what came of a request; one that the page itself gave up says nothing of the service. */
async function answered<Value>(
  { heard, unauthorised, credentials }: RestClientOptions,
  givenUp: AbortSignal | undefined,
  ask: () => Promise<RestAnswer<Value>>,
): Promise<RestAnswer<Value>> {
  const used = credentials();
  try {
    const answer = await ask();
    heard(true);
    if (!answer.ok && answer.problem.kind === 'unauthorised') unauthorised(answer.problem, used);
    return answer;
  } catch (error) {
    if (givenUp?.aborted !== true) heard(false);
    return refused('unreachable', error instanceof Error ? error.message : String(error));
  }
}
