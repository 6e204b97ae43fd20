/** A hundred strangers and an honest one, each from an address of its own or all from one, over real connections. */
import { once } from 'node:events';
import http from 'node:http';
import { createTurns } from '../../service/people/run-in-turn.ts';

/** All of 127.0.0.0/8 is this machine. */
export function loopbackAddress(index: number): string {
  return `127.0.${String(1 + Math.floor(index / 250))}.${String(1 + (index % 250))}`;
}

export interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Where the connection comes from. */
  readonly from?: string;
}

/** A connection of its own for each request, as an attacker would have it. */
export async function ask(url: string, { method, headers, body, from }: Asked = {}): Promise<Reply> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const request = http.request(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...json, ...headers },
    agent: false,
    ...(from === undefined ? {} : { localAddress: from }),
  });
  request.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  response.resume();
  await once(response, 'end');
  return { status: response.statusCode ?? 0, headers: response.headers };
}

/** A mail client's sign-in. */
export function signInAtJmap(
  url: string,
  email: string,
  password: string,
  asked: Asked = {},
): Promise<Reply> {
  const basic = Buffer.from(`${email}:${password}`).toString('base64');
  const headers = { authorization: `Basic ${basic}`, ...asked.headers };
  return ask(`${url}/.well-known/jmap`, { ...asked, headers });
}

export interface Strangers {
  /** Those of them who have had an answer to the first that they did. */
  readonly firstRoundAnswered: () => number;
  /** Resolves when each of them has had an answer to what it did last. */
  readonly stop: () => Promise<void>;
}

/** After the first round: they share one process with what they attack. */
const AT_A_TIME = 4;

/**
 * Each does it again when it is answered, until they are stopped. Resolves after so many answers, or once each of them
 * has had one.
 */
export async function letStrangers(
  count: number,
  act: (stranger: number, round: number) => Promise<unknown>,
  after: number | 'one-each' = 10,
): Promise<Strangers> {
  const inTurn = createTurns(AT_A_TIME);
  let answered = 0;
  let inFirstRound = 0;
  let phase: 'going-on' | 'over' = 'going-on';
  let heard: () => void = () => undefined;
  const first = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const loops = Array.from({ length: count }, async (_, stranger) => {
    for (let round = 0; phase === 'going-on'; round += 1) {
      const again = () => act(stranger, round);
      await (round === 0 ? again() : inTurn(again));
      answered += 1;
      if (round === 0) inFirstRound += 1;
      if (after === 'one-each' ? inFirstRound === count : answered === after) heard();
    }
  });
  await Promise.race([first, Promise.all(loops)]);
  return {
    firstRoundAnswered: () => inFirstRound,
    async stop() {
      phase = 'over';
      await Promise.all(loops);
    },
  };
}

/** How long it took, in milliseconds, and what came of it. */
export async function timed<Value>(work: Promise<Value>): Promise<readonly [Value, number]> {
  const beganMs = performance.now();
  const value = await work;
  return [value, performance.now() - beganMs];
}
