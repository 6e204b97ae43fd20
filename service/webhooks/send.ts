/** Sends a message to a webhook by HTTP, to the very address that was checked, and follows nothing. */
import { lookup as resolve } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { SECOND_MS } from '../../shared/domain/instant.ts';
import { isPublicAddress } from './address-rule.ts';
import type { Outcome } from './delivery-state.ts';

/** The specification asks for 15 to 30 s; whoever needs longer should answer first and work after. */
const TIMEOUT_MS = 15 * SECOND_MS;

export type Send = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Outcome>;

class RefusedAddress extends Error {}

/** `authorities`: whom receivers are checked by; null: Node's own. */
export function createSend(allowPrivate: boolean, authorities: readonly string[] | null): Send {
  const isAllowed = (address: string): boolean => allowPrivate || isPublicAddress(address);
  const lookup = checkedLookup(isAllowed);
  return (url, headers, body) =>
    new Promise((done) => {
      const target = new URL(url);
      const host = target.hostname.replace(/^\[|\]$/gu, '');
      if (isIP(host) !== 0 && !isAllowed(host)) {
        done(refused('refused-address'));
        return;
      }
      const { request } = target.protocol === 'https:' ? https : http;
      const sending = request(target, {
        method: 'POST',
        lookup,
        ...(authorities === null ? {} : { ca: [...authorities] }),
        // A connection that is kept would be to an address that was checked some time ago.
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          ...headers,
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'continuity-webhooks/1',
        },
      });
      sending.once('response', (response) => {
        done(judged(response.statusCode ?? 0));
        // What it says is of no interest, however long it is.
        response.destroy();
      });
      sending.once('error', (error) => done(refused(problemOf(error))));
      sending.end(body);
    });
}

/** Every address of the name must be allowed: one that is not shows that the name is not to be trusted. */
function checkedLookup(isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        done(error, '', 0);
        return;
      }
      const [first] = addresses;
      if (first === undefined) {
        done(new Error(`${hostname} has no address`), '', 0);
      } else if (!addresses.every(({ address }) => isAllowed(address))) {
        done(new RefusedAddress(hostname), '', 0);
      } else if (options.all === true) {
        done(null, addresses);
      } else {
        done(null, first.address, first.family);
      }
    });
  };
}

function judged(status: number): Outcome {
  if (status >= 200 && status < 300) return { kind: 'accepted', status };
  const problem = status >= 300 && status < 400 ? 'redirect' : 'status';
  return { kind: 'refused', status, problem };
}

type Problem = Extract<Outcome, { kind: 'refused' }>['problem'];

function refused(problem: Problem): Outcome {
  return { kind: 'refused', status: null, problem };
}

function problemOf(error: Error): Problem {
  if (error instanceof RefusedAddress) return 'refused-address';
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout';
  const code = 'code' in error ? String(error.code) : '';
  return /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/u.test(code) ? 'tls' : 'connection';
}
