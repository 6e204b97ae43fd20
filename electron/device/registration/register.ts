/** Registers this device with address and cloud password: `POST /api/v1/devices` (interfaces 2). */
import { z } from 'zod';
import type { CallProblem } from '../../../shared/bridge/calls.ts';
import { personSchema } from '../../../shared/domain/person.ts';
import { SECOND_MS, toMs } from '../../../shared/domain/instant.ts';
import { readServiceAddress } from '../../../shared/domain/service-address.ts';
import { ok, refused } from '../../../shared/lib/result.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { decodeJson } from '../http-answer.ts';
import type { Http, HttpAnswer, Keys } from '../ports.ts';
import type { Identity } from './identity.ts';
import { problemOfAnswer, problemOfSilence, registrationProblem } from './registration-problems.ts';

export interface Registration {
  readonly serviceUrl: string;
  readonly email: string;
  readonly password: string;
}

export interface RegistrationNeeds {
  readonly http: Http;
  readonly keys: Keys;
  readonly wallMs: () => number;
  readonly deviceName: string;
  readonly platform: string;
  readonly appVersion: string;
}

/** Checking a password is slow on purpose (argon2id), and the service may be under load. */
const TIMEOUT_MS = 15 * SECOND_MS;
const MAX_ANSWER_BYTES = 64 * 1024;

const answerSchema = z.object({
  deviceId: z.string().min(1).max(200),
  user: personSchema,
  service: z.object({ id: z.string().min(1).max(200), name: z.string() }),
});

/** Codes: those of registration-problems.ts. The key pair is made anew for each try that the service may have taken. */
export async function register(
  asked: Registration,
  needs: RegistrationNeeds,
): Promise<Result<Identity, CallProblem>> {
  const url = readServiceAddress(asked.serviceUrl);
  if (!url.ok) return refused(registrationProblem(url.problem));
  const pair = needs.keys.createPair();
  const { deviceName: name, platform, appVersion } = needs;
  const answer = await needs.http.request({
    method: 'POST',
    url: `${url.value}/api/v1/devices`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      email: asked.email,
      password: asked.password,
      device: { name, platform, appVersion, publicKey: pair.publicKey },
    }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_ANSWER_BYTES,
  });
  if (answer.kind === 'unreachable') return refused(problemOfSilence(answer));
  if (answer.status !== 201) return refused(problemOfAnswer(answer, url.value));
  return identityFrom(answer, asked, url.value, pair.privateKey, needs);
}

function identityFrom(
  answer: Extract<HttpAnswer, { kind: 'answered' }>,
  asked: Registration,
  url: string,
  privateKey: string,
  needs: RegistrationNeeds,
): Result<Identity, CallProblem> {
  const parsed = answerSchema.safeParse(decodeJson(answer.body));
  if (!parsed.success) return refused(registrationProblem('unexpected-answer'));
  const { deviceId, user: person, service } = parsed.data;
  return ok({
    deviceId,
    privateKey,
    person,
    signInEmail: asked.email,
    service: { ...service, url },
    deviceName: needs.deviceName,
    registeredAtMs: serviceTimeOf(answer) ?? needs.wallMs(),
  });
}

/** The service's own time, to the second, from the Date header (RFC 9110 6.6.1). */
function serviceTimeOf({ headers }: Extract<HttpAnswer, { kind: 'answered' }>): number | null {
  const date = headers['date'];
  const atMs = date === undefined ? Number.NaN : toMs(date);
  return Number.isNaN(atMs) ? null : atMs;
}
