/** No step of what can be asked is large, and what a request computes in all of them is bounded (G52): counted, not timed. */
import { fastify } from 'fastify';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import type { App } from '../../service/http/app-type.ts';
import { parseBodies } from '../../service/http/body-parsing.ts';
import { download } from '../../service/http/download.ts';
import { readCsv } from '../../service/csv/read-csv.ts';
import { bodyOf, jsonPieces } from '../../service/json-text.ts';
import { dispatch } from '../../service/mailbox/jmap/core/dispatch.ts';
import { MAX_TURNS } from '../../service/mailbox/jmap/core/limits.ts';
import type { JmapRequest } from '../../service/mailbox/jmap/core/request.ts';
import type { Slice } from '../../service/loop-turns.ts';
import { callAll, type Call } from '../service/mailbox/jmap/jmap-client.ts';
import { plain, receive } from '../service/mailbox/jmap/mailbox-of-mail.ts';
import { startService } from '../service/mailbox/mail-service.ts';
import { stepsOf } from './steps.ts';

const PIECE = 64 * 1024;

test.each([
  ['a long text', 'é"\n'.repeat(400_000), (1_200_000 / PIECE) | 0],
  ['many short values', Array.from({ length: 15_000 }, () => ''), 30],
  ['many names', Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`k${String(n)}`, 1])), 30],
])('%s is written in pieces, as JSON writes it', async (_name, value, least) => {
  let pieces: readonly Buffer[] = [];
  const { rounds } = await stepsOf(async () => {
    pieces = await jsonPieces([value]);
  });
  expect(rounds).toBeGreaterThanOrEqual(least);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(PIECE);
  expect(JSON.parse(Buffer.concat(pieces).toString())).toEqual([value]);
});

test('a large answer is sent in pieces, and others are served between two', async () => {
  const pieces = Array.from({ length: 40 }, () => Buffer.alloc(PIECE, 'x'));
  const body = bodyOf(pieces);
  if (!(body instanceof Readable)) throw new Error('it is sent at once');
  const { rounds } = await stepsOf(async () => {
    expect((await buffer(body)).length).toBe(40 * PIECE);
  });
  expect(rounds).toBeGreaterThanOrEqual(20);
});

async function* measured(parts: AsyncIterable<string>, lengths: number[]): AsyncGenerator<string> {
  for await (const part of parts) {
    lengths.push(part.length);
    yield part;
  }
}

test('a file is sent some hundred lines at a time, and not one by one', async () => {
  const line = `${'x'.repeat(98)}\r\n`;
  const app = fastify();
  const chunks: number[] = [];
  app.addHook('onSend', async (_request, _reply, payload) => {
    return Readable.from(measured(payload as Readable, chunks));
  });
  app.get('/all.csv', (_request, reply) => {
    const lines = (async function* () {
      for (let n = 0; n < 20_000; n += 1) yield line;
    })();
    return download(reply, 'all.csv', 'text/csv', lines);
  });
  const { rounds } = await stepsOf(async () => {
    expect((await app.inject('/all.csv')).payload).toHaveLength(20_000 * line.length);
  });
  expect(chunks.length).toBeLessThan(100);
  expect(Math.max(...chunks)).toBeLessThan(PIECE);
  // The first step of a round that a socket has begun is not the last of it.
  expect(rounds).toBeGreaterThanOrEqual(Math.floor(chunks.length / 2));
});

test('a file of 2 MB is decoded in pieces, and each line of it is a step where it is parsed and where it is read', async () => {
  const lines = 20_000;
  const bytes = Buffer.from(`email\r\n${`${'é'.repeat(49)}\r\n`.repeat(lines)}`);
  const { rounds } = await stepsOf(async () => {
    expect(await readCsv(bytes, ['email'], ['email'])).toHaveLength(lines);
  });
  expect(rounds).toBeGreaterThanOrEqual(2 * lines + 100);
});

const AT_ONCE = 8;

/** In which rounds bodies were parsed that came in one. */
async function roundsOfParsing(
  app: Pick<App, 'inject'>,
  url: string,
  body: string,
): Promise<readonly number[]> {
  const parse = JSON.parse;
  const { noted } = await stepsOf(async (note) => {
    vi.spyOn(JSON, 'parse').mockImplementation((text: string, reviver) => {
      if (text === body) note();
      return parse(text, reviver) as unknown;
    });
    const headers = { authorization: 'Bearer katharina', 'content-type': 'application/json' };
    await Promise.all(
      Array.from({ length: AT_ONCE }, () => app.inject({ method: 'POST', url, payload: body, headers })),
    );
  });
  vi.restoreAllMocks();
  return noted;
}

test('of eight JMAP requests that come at once each is parsed in a turn of its own', async () => {
  const { app } = await startService();
  const rounds = await roundsOfParsing(app, '/jmap/api', JSON.stringify({ using: [], methodCalls: [] }));
  expect(new Set(rounds).size).toBe(AT_ONCE);
});

test('and so is each of the REST interface', async () => {
  const app = fastify() as unknown as App;
  parseBodies(app);
  app.post('/', async () => ({}));
  expect(new Set(await roundsOfParsing(app, '/', JSON.stringify({ all: 'of it' }))).size).toBe(AT_ONCE);
});

const errorsOf = (answers: readonly Call[]) =>
  answers.map(([name, { type }]) => (name === 'error' ? type : name));

test('one request for snippets of many e-mails, again and again, ends by what it has computed', async () => {
  const service = await startService();
  await receive(
    service,
    Array.from({ length: 20 }, (_, n) => plain(`mail ${String(n)}`, 'a word')),
  );
  const emailIds = { resultOf: 'q', name: 'Email/query', path: '/ids' };
  const accountId = 'katharina';
  const snippets: Call = [
    'SearchSnippet/get',
    { accountId, '#emailIds': emailIds, filter: { text: 'word' } },
    's',
  ];
  let answers: readonly Call[] = [];
  const { rounds } = await stepsOf(async () => {
    answers = await callAll(service.app, [
      ['Email/query', { accountId }, 'q'],
      ...Array.from({ length: 30 }, () => snippets),
      ['Email/set', { accountId, create: { a: { mailboxIds: { drafts: true } } } }, 'late'],
    ]);
  });
  const told = errorsOf(answers);
  expect(told.slice(0, 2)).toEqual(['Email/query', 'SearchSnippet/get']);
  expect(told.at(-1)).toBe('requestTooLarge');
  expect(rounds).toBeGreaterThan(MAX_TURNS);
  expect(rounds).toBeLessThan(2 * MAX_TURNS);
  expect(service.failures).toEqual([]);
});

test('what reads ends in the middle, what changes something is done to its end, and nothing begins after it', async () => {
  let steps = 0;
  const work = (most: number) => async (_args: unknown, slice: Slice) => {
    for (let step = 0; step < most; step += 1) {
      steps += 1;
      await slice.rest();
    }
    return { steps };
  };
  const core = 'urn:ietf:params:jmap:core';
  const methods = {
    // Nobody who takes no account of turns waits for ever: it is answered, and that is what fails.
    read: { capability: core, run: work(10 * MAX_TURNS) },
    change: { capability: core, changes: true, run: work(2 * MAX_TURNS) },
  } as const;
  const run = async (...names: readonly (keyof typeof methods)[]): Promise<readonly unknown[]> => {
    steps = 0;
    let texts: readonly Buffer[] = [];
    const methodCalls = names.map((name): JmapRequest['methodCalls'][number] => [name, {}, name]);
    await stepsOf(async () => {
      texts = await dispatch(
        methods,
        { using: [core], methodCalls },
        (slice) => slice,
        () => undefined,
      );
    });
    return errorsOf(JSON.parse(Buffer.concat(texts).toString()) as readonly Call[]);
  };
  expect(await run('read', 'change')).toEqual(['requestTooLarge', 'requestTooLarge']);
  expect(steps).toBeLessThanOrEqual(MAX_TURNS + 2);
  expect(await run('change', 'change', 'read')).toEqual(['change', 'requestTooLarge', 'requestTooLarge']);
  expect(steps).toBe(2 * MAX_TURNS);
});
