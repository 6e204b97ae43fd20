/** An administrator's phone with an authenticator app: another program than the service's own. */
import { createHmac } from 'node:crypto';
import { MINUTE_MS } from '../../../shared/domain/instant.ts';
import { text, type ServiceRig } from '../service-rig.ts';
import { PASSWORD, type ConsoleBrowser } from './console-browser.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = MINUTE_MS / 2;
const FACTOR = '/api/v1/session/second-factor';

/** What an app shows at that moment (RFC 6238). */
export function codeAt(secret: string, atMs: number): string {
  const bits = Array.from(secret, (sign) => BASE32.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(Array.from(bits.match(/.{8}/gu) ?? [], (byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / STEP_MS)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 0xf;
  return String((hash.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

export interface Phone {
  readonly secret: string;
  readonly factorId: string;
  readonly recoveryCodes: readonly string[];
}

/** Sets one up in the browser of whoever is signed in; its first code is spent on that. */
export async function enrolPhone({ world }: ServiceRig, browser: ConsoleBrowser): Promise<Phone> {
  const begun = await browser.call('POST', `${FACTOR}/totp`, { body: { currentPassword: PASSWORD } });
  const secret = text(begun.body, 'secret');
  const body = {
    challenge: text(begun.body, 'challenge'),
    code: codeAt(secret, world.wallMs),
    name: 'Phone',
  };
  const { recoveryCodes } = (await browser.call('POST', `${FACTOR}/totp/confirm`, { body })).body as {
    recoveryCodes: string[] | null;
  };
  const { factors } = (await browser.call('GET', FACTOR)).body as { factors: { id: string }[] };
  return { secret, factorId: factors.at(-1)?.id ?? '', recoveryCodes: recoveryCodes ?? [] };
}

/** The first step: what is asked next. */
export async function firstStep(browser: ConsoleBrowser, email: string): Promise<string> {
  return text((await browser.signIn(email)).body, 'challenge');
}

/** The second step, as status or as the code of what is refused. */
export async function secondStep(
  browser: ConsoleBrowser,
  challenge: string,
  code: string,
  kind = 'totp',
): Promise<number | string> {
  const answer = await browser.call('POST', FACTOR, { body: { challenge, kind, code } });
  if (answer.status === 200 || answer.status === 429) return answer.status;
  const { errors = [] } = answer.body as { errors?: unknown[] };
  return text(errors[0] ?? answer.body, 'code');
}
