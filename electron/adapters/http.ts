/** HTTP over the device's network: no redirects, a time limit, and a size limit while the body streams in. */
import http, { type Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';
import type { NetworkFailure } from '../../shared/domain/network-failure.ts';
import type { Http, HttpAnswer, HttpRequest } from '../device/ports.ts';
import type { Network } from './network/network.ts';
import { watchRequest } from './network/watch-request.ts';
import { WayError } from './network/way-error.ts';

export function createHttp(network: Network): Http {
  return {
    async request(asked) {
      try {
        return await byFirstWay(await network.agentsFor(asked.url), asked);
      } catch (cause) {
        return unreachable(cause, cause instanceof WayError ? cause.failure : null);
      }
    },
  };
}

/** A proxy that is not there has taken nothing, so the next one may be asked the same. */
async function byFirstWay(agents: readonly Agent[], asked: HttpRequest): Promise<HttpAnswer> {
  let answer: HttpAnswer = unreachable('no way', null);
  for (const agent of agents) {
    answer = await ask(agent, asked);
    if (answer.kind === 'answered' || answer.failure?.kind !== 'proxy-unreachable') return answer;
  }
  return answer;
}

/** A connection that was kept may have ended unseen; what only reads is asked once more, over another. */
async function ask(agent: Agent, asked: HttpRequest): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(asked.timeoutMs);
  for (;;) {
    const request = open(agent, asked, signal);
    const failureOf = watchRequest(request, asked.url);
    try {
      return await answerOf(request, asked);
    } catch (cause) {
      if (asked.method === 'GET' && request.reusedSocket && !signal.aborted) continue;
      return unreachable(cause, failureOf(signal.aborted ? TIMED_OUT : cause));
    }
  }
}

const TIMED_OUT = Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });

function open(agent: Agent, asked: HttpRequest, signal: AbortSignal): ClientRequest {
  const { method, url, headers } = asked;
  const options = { method, agent, signal, headers: { 'accept-encoding': 'gzip, br', ...headers } };
  return url.startsWith('https:') ? https.request(url, options) : http.request(url, options);
}

async function answerOf(request: ClientRequest, { body, maxBytes }: HttpRequest): Promise<HttpAnswer> {
  const response = await responseTo(request, body);
  const read = await readWithin(unpacked(response), maxBytes);
  if (read === null) {
    request.destroy();
    return { kind: 'unreachable', message: `answer larger than ${String(maxBytes)} bytes` };
  }
  return { kind: 'answered', status: response.statusCode ?? 0, headers: joined(response), body: read };
}

function responseTo(request: ClientRequest, body: HttpRequest['body']): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}

function unpacked(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return response;
  const unpack = encoding === 'br' ? createBrotliDecompress() : createUnzip();
  response.on('error', (error) => unpack.destroy(error));
  return response.pipe(unpack);
}

/** null when the body, decompressed, is larger than allowed; the rest is then not read. */
async function readWithin(body: Readable, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    total += chunk.byteLength;
    if (total > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, total);
}

function joined({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function unreachable(cause: unknown, failure: NetworkFailure | null): HttpAnswer {
  const message = cause instanceof Error ? cause.message : String(cause);
  return { kind: 'unreachable', message, ...(failure === null ? {} : { failure }) };
}
