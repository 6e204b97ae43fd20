/** An administrator's passkey at the public address of a service, as tests set it up and sign in with it. */
import {
  begunPasskeySchema,
  factorChallengeSchema,
  type FactorChallenge,
} from '../../../shared/http/second-factor.ts';
import { text, type Answer, type ServiceRig } from '../service-rig.ts';
import { createAuthenticator, type Authenticator, type Tricks } from './authenticator.ts';
import { PASSWORD, type ConsoleBrowser } from './console-browser.ts';

export const ORIGIN = 'https://continuity.example.com';
const FACTOR = '/api/v1/session/second-factor';

/** The same service, asked at `host` as its proxy tells it: start it with that proxy trusted. */
export function asked(rig: ServiceRig, host = new URL(ORIGIN).host): ServiceRig {
  const headers = { 'x-forwarded-host': host, 'x-forwarded-proto': 'https' };
  return {
    ...rig,
    call: (method, path, request = {}) =>
      rig.call(method, path, { ...request, headers: { ...headers, ...request.headers } }),
  };
}

export async function beginPasskey(browser: ConsoleBrowser) {
  const begun = await browser.call('POST', `${FACTOR}/passkey`, { body: { currentPassword: PASSWORD } });
  return begunPasskeySchema.parse(begun.body);
}

export function confirmPasskey(
  browser: ConsoleBrowser,
  challenge: string,
  registration: unknown,
  name = 'Laptop',
): Promise<Answer> {
  return browser.call('POST', `${FACTOR}/passkey/confirm`, { body: { challenge, registration, name } });
}

/** Answers with the recovery codes, if it is the first factor. */
export async function enrolPasskey(
  browser: ConsoleBrowser,
  authenticator: Authenticator = createAuthenticator({ origin: ORIGIN }),
  tricks: Tricks = {},
): Promise<{ readonly authenticator: Authenticator; readonly recoveryCodes: readonly string[] }> {
  const { challenge, passkey } = await beginPasskey(browser);
  const answer = await confirmPasskey(browser, challenge, authenticator.make(passkey, tricks));
  if (answer.status !== 200) throw new Error(`the passkey was refused: ${JSON.stringify(answer.body)}`);
  const { recoveryCodes } = answer.body as { recoveryCodes: string[] | null };
  return { authenticator, recoveryCodes: recoveryCodes ?? [] };
}

/** The first step of signing in. */
export async function firstStepOf(browser: ConsoleBrowser, email: string): Promise<FactorChallenge> {
  return factorChallengeSchema.parse((await browser.signIn(email)).body);
}

/** The second one, as status or as the code of what is refused. */
export async function showAssertion(
  browser: ConsoleBrowser,
  challenge: string,
  assertion: unknown,
): Promise<number | string> {
  const answer = await browser.call('POST', FACTOR, { body: { challenge, kind: 'passkey', assertion } });
  return answer.status === 200 || answer.status === 429 ? answer.status : text(answer.body, 'code');
}
