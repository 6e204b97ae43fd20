/** Says over HTTP what the channel would carry, while the device only polls: all that is said at one moment in one request. */
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import {
  MAX_POLL_TOLD,
  POLL_TOLD_PATH,
  pollToldAnswerSchema,
  type PollTold,
} from '../../../shared/protocol/poll-told.ts';
import { decodeJson } from '../http-answer.ts';
import type { Http } from '../ports.ts';

type Told = PollTold['messages'][number];

export interface TellByPollNeeds {
  readonly http: Http;
  readonly serviceUrl: string;
  /** Of the last poll; null: it did not bring one, or it is over. */
  readonly token: () => string | null;
  readonly facts: () => Omit<PollTold, 'messages'>;
  readonly acknowledged: (id: string) => void;
}

const TIMEOUT_MS = 15 * SECOND_MS;
/** So many ids at their longest. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** What was not acknowledged is not kept here: whoever said it says it again. */
export function createTellByPoll(needs: TellByPollNeeds): (message: Told) => void {
  let waiting: readonly Told[] = [];
  let isTelling = false;

  async function tellAll(): Promise<void> {
    isTelling = true;
    // What else is said in this moment goes with it.
    await Promise.resolve();
    while (waiting.length > 0) {
      const messages = waiting.slice(0, MAX_POLL_TOLD);
      waiting = waiting.slice(MAX_POLL_TOLD);
      const ids = await tell(needs, messages);
      for (const id of ids) needs.acknowledged(id);
      if (ids.length === 0) waiting = [];
    }
    isTelling = false;
  }

  return (message) => {
    // A report is the level as it is now: an older one is not worth telling any more.
    const worthTelling = waiting.filter(({ type }) => type !== 'report' || message.type !== 'report');
    waiting = [...worthTelling, message];
    if (!isTelling) void tellAll();
  };
}

async function tell(
  { http, serviceUrl, token, facts }: TellByPollNeeds,
  messages: readonly Told[],
): Promise<readonly string[]> {
  const bearer = token();
  if (bearer === null) return [];
  const told: PollTold = { ...facts(), messages: [...messages] };
  const answer = await http.request({
    method: 'POST',
    url: `${serviceUrl}${POLL_TOLD_PATH}`,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${bearer}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(told),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_ANSWER_BYTES,
  });
  if (answer.kind === 'unreachable' || answer.status !== 200) return [];
  const parsed = pollToldAnswerSchema.safeParse(decodeJson(answer.body));
  return parsed.success ? parsed.data.acknowledged : [];
}
