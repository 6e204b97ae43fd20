/** One poll: asks for a nonce, signs it, and reads the whole truth from the answer (PROTOCOL.md, "Poll fallback"). */
import { z } from 'zod';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import { CLOSE_CODES } from '../../../shared/protocol/close-codes.ts';
import {
  POLL_HEADERS,
  POLL_PATH,
  POLL_PROBLEMS,
  pollAnswerSchema,
  pollText,
} from '../../../shared/protocol/poll.ts';
import { meantText } from '../../../shared/protocol/signature.ts';
import type { PollAnswer } from '../../../shared/protocol/poll.ts';
import { decodeJson } from '../http-answer.ts';
import type { Clock, Http, HttpAnswer, Keys } from '../ports.ts';
import type { Identity } from '../registration/identity.ts';
import { retryAfterMs } from '../registration/registration-problems.ts';

export type PollOutcome =
  /** The service wrote its time within the last `withinMs`. */
  | { readonly kind: 'answered'; readonly answer: PollAnswer; readonly withinMs: number }
  | { readonly kind: 'failed'; readonly retryAfterMs: number | null }
  /** As a close of the channel with this code. */
  | { readonly kind: 'denied'; readonly code: number };

export interface PollNeeds {
  readonly http: Http;
  readonly keys: Keys;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly identity: Identity;
}

const TIMEOUT_MS = 15 * SECOND_MS;
/** 200 events of the longest texts. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

const FAILED: PollOutcome = { kind: 'failed', retryAfterMs: null };
const problemSchema = z.object({ code: z.string() });

export async function askSnapshot(needs: PollNeeds): Promise<PollOutcome> {
  const challenge = await get(needs, {});
  if (challenge.kind === 'unreachable') return FAILED;
  const nonce = challenge.headers[POLL_HEADERS.nonce];
  const serviceId = challenge.headers[POLL_HEADERS.service];
  if (problemCode(challenge) !== POLL_PROBLEMS.nonceRequired || nonce === undefined)
    return refusal(challenge);
  // Nothing is signed for another service (G36).
  if (serviceId !== needs.identity.service.id) return FAILED;
  const askedAtMs = needs.clock.monotonicMs();
  const answer = await get(needs, proof(needs, nonce));
  if (answer.kind === 'unreachable') return FAILED;
  if (answer.status !== 200) return refusal(answer);
  const parsed = pollAnswerSchema.safeParse(decodeJson(answer.body));
  if (!parsed.success) return FAILED;
  return { kind: 'answered', answer: parsed.data, withinMs: needs.clock.monotonicMs() - askedAtMs };
}

function proof({ keys, identity }: PollNeeds, nonce: string): Record<string, string> {
  const text = pollText(identity.service.id, identity.deviceId, nonce);
  return {
    [POLL_HEADERS.device]: identity.deviceId,
    [POLL_HEADERS.nonce]: nonce,
    [POLL_HEADERS.signature]: keys.sign(identity.privateKey, text),
    [POLL_HEADERS.meant]: identity.service.url,
    [POLL_HEADERS.meantSignature]: keys.sign(identity.privateKey, meantText(text, identity.service.url)),
  };
}

function get(needs: PollNeeds, headers: Readonly<Record<string, string>>): Promise<HttpAnswer> {
  return needs.http.request({
    method: 'GET',
    url: `${needs.identity.service.url}${POLL_PATH}`,
    headers: { accept: 'application/json', ...headers },
    body: null,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_ANSWER_BYTES,
  });
}

function problemCode({ body }: Extract<HttpAnswer, { kind: 'answered' }>): string | null {
  const parsed = problemSchema.safeParse(decodeJson(body));
  return parsed.success ? parsed.data.code : null;
}

function refusal(answer: Extract<HttpAnswer, { kind: 'answered' }>): PollOutcome {
  switch (problemCode(answer)) {
    case POLL_PROBLEMS.notAuthenticated:
      return { kind: 'denied', code: CLOSE_CODES.notAuthenticated };
    case POLL_PROBLEMS.revoked:
      return { kind: 'denied', code: CLOSE_CODES.revoked };
    default:
      return { kind: 'failed', retryAfterMs: retryAfterMs(answer.headers) };
  }
}
