/** What becomes of a delivery: one table, every state and every signal (pure; rules in STATES.md). */
import { DELIVERY_STATE_NAMES, type DeliveryStateName } from '../../shared/http/mail-flow.ts';
import { giveUpMs, LANE_PATIENCE_ATTEMPTS, retryDelayMs } from './retry-policy.ts';

export interface Delivery {
  readonly state: DeliveryStateName;
  readonly inLane: boolean;
  readonly exempt: boolean;
  readonly attempts: number;
  readonly unanswered: number;
  readonly nextAttemptMs: number;
  readonly giveUpMs: number;
}

export const SIGNALS = [
  /** A Current continuity event pauses the recipient's mail. */
  'hold',
  /** It is over, and it is this one's turn. */
  'release',
  /** An administrator lets it go in spite of the event. */
  'release-anyway',
  /** It is handed to a connection. */
  'claim',
  /** 2xx. */
  'accepted',
  /** 4xx. */
  'put-off',
  /** 5xx. */
  'refused',
  /** The link broke before the whole message was sent. */
  'broken',
  /** The link broke after it and before the answer. */
  'unanswered',
  /** No server could be spoken to. */
  'unreachable',
  /** An administrator wants it tried now. */
  'retry',
  /** An administrator gives it up. */
  'bounce',
  /** Its sender takes it back. */
  'cancel',
  /** The service starts, and finds what it left. */
  'restart',
] as const;
export type Signal = (typeof SIGNALS)[number];

export interface Moment {
  readonly nowMs: number;
  /** By which mail has waited too long, where it is not certain how late it is; absent: now. */
  readonly settledMs?: number;
  /** Uniform in [0, 1). */
  readonly chance: number;
}

type Cell = ((delivery: Delivery, moment: Moment) => Delivery) | 'same';

const held: Cell = (delivery) => ({ ...delivery, state: 'held' });
const delivering: Cell = (delivery) => ({ ...delivery, state: 'delivering' });
const delivered: Cell = (delivery) => ({ ...attempted(delivery), state: 'delivered' });
const refused: Cell = (delivery) => ({ ...attempted(delivery), state: 'bounced' });
const bounced: Cell = (delivery) => ({ ...delivery, state: 'bounced' });
const cancelled: Cell = (delivery) => ({ ...delivery, state: 'cancelled' });
const released: Cell = (delivery, { nowMs }) => ({
  ...delivery,
  state: 'queued',
  nextAttemptMs: nowMs,
  giveUpMs: giveUpMs(nowMs),
});
const letGo: Cell = (delivery, { nowMs }) => ({
  ...delivery,
  state: 'queued',
  nextAttemptMs: nowMs,
  giveUpMs: giveUpMs(nowMs),
  exempt: true,
  inLane: false,
});
const now: Cell = (delivery, { nowMs }) => ({ ...delivery, state: 'queued', nextAttemptMs: nowMs });
const deferred: Cell = (delivery, moment) => later(attempted(delivery), moment);
/** An answer to this one: the others are asked for themselves. */
const putOff: Cell = (delivery, moment) => ({ ...deferred(delivery, moment), inLane: false });
const repeated: Cell = (delivery, moment) => later(unsure(attempted(delivery)), moment);
const waiting: Cell = (delivery, moment) =>
  settledAtMs(moment) >= delivery.giveUpMs
    ? { ...delivery, state: 'bounced' }
    : { ...delivery, state: delivery.attempts === 0 ? 'queued' : 'deferred' };
const found: Cell = (delivery, { nowMs }) => ({ ...unsure(delivery), state: 'queued', nextAttemptMs: nowMs });

export function settledAtMs({ nowMs, settledMs = nowMs }: Moment): number {
  return settledMs;
}

function attempted(delivery: Delivery): Delivery {
  return { ...delivery, attempts: delivery.attempts + 1 };
}

function unsure(delivery: Delivery): Delivery {
  return { ...delivery, unanswered: delivery.unanswered + 1 };
}

/** Only a failed attempt gives up, so that a clock that jumps ahead leaves everyone one more (G5). */
function later(delivery: Delivery, moment: Moment): Delivery {
  const { nowMs, chance } = moment;
  if (settledAtMs(moment) >= delivery.giveUpMs) return { ...delivery, state: 'bounced' };
  return {
    ...delivery,
    state: 'deferred',
    inLane: delivery.inLane && delivery.attempts < LANE_PATIENCE_ATTEMPTS,
    nextAttemptMs: nowMs + retryDelayMs(delivery.attempts, chance),
  };
}

const OVER = {
  hold: 'same',
  release: 'same',
  'release-anyway': 'same',
  claim: 'same',
  accepted: 'same',
  'put-off': 'same',
  refused: 'same',
  broken: 'same',
  unanswered: 'same',
  unreachable: 'same',
  retry: 'same',
  bounce: 'same',
  cancel: 'same',
  restart: 'same',
} as const satisfies Record<Signal, Cell>;

const TABLE: Readonly<Record<DeliveryStateName, Readonly<Record<Signal, Cell>>>> = {
  queued: { ...OVER, hold: held, claim: delivering, retry: now, bounce: bounced, cancel: cancelled },
  held: { ...OVER, release: released, 'release-anyway': letGo, bounce: bounced, cancel: cancelled },
  delivering: {
    ...OVER,
    accepted: delivered,
    'put-off': putOff,
    refused,
    broken: deferred,
    unanswered: repeated,
    unreachable: waiting,
    restart: found,
  },
  deferred: { ...OVER, hold: held, claim: delivering, retry: now, bounce: bounced, cancel: cancelled },
  delivered: OVER,
  bounced: OVER,
  cancelled: OVER,
};

/** The same object where the signal changes nothing. */
export function nextDelivery(delivery: Delivery, signal: Signal, moment: Moment): Delivery {
  const cell = TABLE[delivery.state][signal];
  return cell === 'same' ? delivery : cell(delivery, moment);
}

/** The states in which the signal changes something; what is moved by the thousand is chosen by them. */
export function statesFor(signal: Signal): readonly DeliveryStateName[] {
  return DELIVERY_STATE_NAMES.filter((state) => TABLE[state][signal] !== 'same');
}
