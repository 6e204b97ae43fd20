/** HTTP by Node's fetch: no redirects, a time limit, and a size limit while the body streams in. */
import type { ReadableStreamDefaultReader } from 'node:stream/web';
import type { Http, HttpAnswer, HttpRequest } from '../device/ports.ts';

export const nodeHttp: Http = { request };

async function request(asked: HttpRequest): Promise<HttpAnswer> {
  try {
    return await answer(asked);
  } catch (cause) {
    return { kind: 'unreachable', message: describe(cause), ...certificateProblem(cause) };
  }
}

async function answer(asked: HttpRequest): Promise<HttpAnswer> {
  const response = await fetch(asked.url, {
    method: asked.method,
    headers: { ...asked.headers },
    ...(asked.body === null ? {} : { body: asked.body }),
    // A redirect could carry a token to another host; it is answered as what it is.
    redirect: 'manual',
    signal: AbortSignal.timeout(asked.timeoutMs),
  });
  const body = await readWithin(response, asked.maxBytes);
  if (body === null) return { kind: 'unreachable', message: `answer larger than ${asked.maxBytes} bytes` };
  return { kind: 'answered', status: response.status, headers: Object.fromEntries(response.headers), body };
}

/** null when the body, decompressed, is larger than allowed; the rest is then not read. */
async function readWithin(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks, total);
    total += value.byteLength;
    if (total > maxBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}

/** OpenSSL's names of what is wrong with the time; each other name of a certificate's fault is one of trust. */
const WRONG_TIME = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
const UNTRUSTED =
  /^CERT_|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ERR_TLS_CERT_ALTNAME_INVALID|INVALID_(?:CA|PURPOSE)/u;

function certificateProblem(cause: unknown): { readonly certificate?: 'untrusted' | 'wrong-time' } {
  const reason = cause instanceof Error ? cause.cause : undefined;
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : '';
  if (WRONG_TIME.includes(code)) return { certificate: 'wrong-time' };
  return UNTRUSTED.test(code) ? { certificate: 'untrusted' } : {};
}

/** fetch says only "fetch failed"; the reason is its cause. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
