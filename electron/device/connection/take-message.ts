/** What each message of the service is for: one line a type, in a table that has them all. */
import type { Person } from '../../../shared/domain/person.ts';
import type { Down } from '../../../shared/protocol/down.ts';
import type { ServiceClock } from '../mode/service-clock.ts';
import type { Truth, TruthMessage } from '../mode/truth.ts';
import type { Access } from './access.ts';
import type { Link } from './link.ts';
import type { Reporter } from './reporter.ts';
import type { TimeQuestions } from './time-questions.ts';

export interface ChannelEvents {
  /** A welcome; what is true follows, up to the first token. */
  readonly welcomed: (person: Person) => void;
  /** Everything up to the welcome has been heard, or a whole truth came another way. */
  readonly caughtUp: () => void;
  /** Something true, or the time, may have changed. */
  readonly learned: () => void;
  /** There was a link, and is none any more. */
  readonly linkLost: () => void;
  /** The link's view changed. */
  readonly changed: () => void;
  /** A mailbox may have moved, become another's to read, or can be reached again. */
  readonly mailboxHint: () => void;
  /** The service has revoked this device. */
  readonly revoked: () => void;
}

export interface TakerParts {
  readonly truth: Truth;
  readonly time: ServiceClock;
  readonly access: Access;
  readonly questions: TimeQuestions;
  readonly reporter: Pick<Reporter, 'begin' | 'acknowledged'>;
  readonly link: Pick<Link, 'refuse'>;
}

type MessageOf<Type extends Down['type']> = Extract<Down, { type: Type }>;
type Takers = { readonly [Type in Down['type']]: (message: MessageOf<Type>) => void };

export function createMessageTaker(parts: TakerParts, events: ChannelEvents): (message: Down) => void {
  const { truth, access, questions, reporter, link } = parts;
  const learn = (message: TruthMessage): void => {
    truth.take(message);
    events.learned();
  };
  const takers: Takers = {
    welcome(message) {
      if (truth.take(message) === 'unexpected') {
        link.refuse('welcome without a snapshot');
        return;
      }
      reporter.begin();
      questions.begin();
      events.welcomed(message.user);
    },
    event: learn,
    'event-gone': learn,
    standing(message) {
      learn(message);
      // Whose mail may be read is part of it.
      events.mailboxHint();
    },
    token(message) {
      access.take(message.accessToken, message.expiresAt);
      truth.take(message);
      events.caughtUp();
      events.mailboxHint();
    },
    time(message) {
      truth.heardOther();
      takeTime(message, parts);
      events.learned();
    },
    mailbox: events.mailboxHint,
    ack: ({ id }) => {
      truth.heardOther();
      reporter.acknowledged(id);
    },
    // Both are the link's own business, which has seen to them.
    hello: () => undefined,
    bye: () => undefined,
  };
  return (message) => {
    // The map pairs every type with its message; the compiler cannot follow the pair through the look-up.
    const taker = takers[message.type] as (message: Down) => void;
    taker(message);
  };
}

/** An answer says how exact it is; without a question the service's clock was moved (T4). */
function takeTime({ serverTime, echo }: MessageOf<'time'>, { time, questions }: TakerParts): void {
  if (echo === undefined) {
    time.clockMoved(serverTime);
    questions.ask();
    return;
  }
  const roundTripMs = questions.answered(echo);
  if (roundTripMs !== null) time.heardTime(serverTime, roundTripMs);
}
