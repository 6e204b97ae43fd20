/** Where the device channel stands: one variant a state, each with only what exists then (house style 14). */
import { HOUR_MS, SECOND_MS } from '../../../shared/domain/instant.ts';

/** Why there is no link; codes with words in the UI's texts. */
export type LinkProblem =
  | 'unreachable'
  | 'not-authenticated'
  | 'replaced'
  | 'version-not-served'
  | 'too-many-attempts'
  | 'restarting'
  | 'bad-frame'
  | 'silent'
  /** What answers there is not the service that this device is registered with. */
  | 'other-service';

/** On the way to a link: `attempt` counts the tries since the last stable one, 0 for the first. */
interface Trying {
  readonly attempt: number;
  readonly problem: LinkProblem | null;
  /** Monotonic, milliseconds: when this try began. */
  readonly triedAtMs: number;
  /** Monotonic, milliseconds: when waiting for the next step ends. */
  readonly deadlineMs: number;
}

export type LinkState =
  | { readonly name: 'stopped' }
  /** Waits for a person: trying again by itself could not help, or would fight another process. */
  | { readonly name: 'refused'; readonly problem: LinkProblem }
  /** The service does not know this device any more; what it has is being wiped. */
  | { readonly name: 'revoked' }
  | {
      readonly name: 'waiting';
      readonly attempt: number;
      readonly problem: LinkProblem;
      readonly retryAtMs: number;
    }
  | ({ readonly name: 'connecting' } & Trying)
  | ({ readonly name: 'greeting' } & Trying)
  | ({ readonly name: 'authenticating' } & Trying)
  | {
      readonly name: 'online';
      readonly attempt: number;
      /** Monotonic, milliseconds. */
      readonly sinceMs: number;
      readonly silenceMs: number;
      /** Monotonic: silence until then closes the link. */
      readonly deadlineMs: number;
    }
  /** The service said goodbye; the close is to follow. */
  | {
      readonly name: 'parting';
      readonly attempt: number;
      readonly code: number;
      readonly retryAfterMs: number | null;
      readonly deadlineMs: number;
    };

export type LinkStateName = LinkState['name'];

/** What the machine hears. */
export type LinkSignal =
  | { readonly name: 'start' }
  | { readonly name: 'stop' }
  /** A person asked. */
  | { readonly name: 'retry-now' }
  /** Woke, unlocked, or a network came up. */
  | { readonly name: 'power' }
  /** The deadline of the state may have been reached. */
  | { readonly name: 'timer' }
  | { readonly name: 'opened' }
  /** Any sign of life. */
  | { readonly name: 'heard' }
  | { readonly name: 'hello'; readonly serviceIsOurs: boolean }
  | { readonly name: 'welcome'; readonly heartbeatMs: number }
  /** Any other message of the service. */
  | { readonly name: 'message' }
  | { readonly name: 'bye'; readonly code: number; readonly retryAfterMs: number | null }
  | { readonly name: 'bad-frame'; readonly reason: string }
  | { readonly name: 'closed'; readonly code: number }
  /** The service refused this device on the other way, the poll: as if it had closed the channel with this code. */
  | { readonly name: 'denied'; readonly code: number };
export type LinkSignalName = LinkSignal['name'];

export type LinkEffect =
  | { readonly name: 'open' }
  /** Lets go of the socket; nothing that it says afterwards counts. */
  | { readonly name: 'close'; readonly code: number; readonly reason: string }
  /** Answers the hello with the proof of the key. */
  | { readonly name: 'authenticate' }
  /** Passes the message on to the device. */
  | { readonly name: 'deliver' }
  /** Asks for a sign of life. */
  | { readonly name: 'probe' }
  /** Forget the key, wipe, show why. */
  | { readonly name: 'forget' };

/** The moment of a signal; chance is drawn for it, so that the machine stays pure. */
export interface Moment {
  readonly monotonicMs: number;
  /** Uniform in [0, 1). */
  readonly chance: number;
}

export interface LinkStep {
  readonly state: LinkState;
  readonly effects: readonly LinkEffect[];
}

/** G2 allows 5 s for the connection; the adapter gives up by itself then, this is for one that does not. */
export const CONNECT_TIMEOUT_MS = 6 * SECOND_MS;
/** A link that was up before sleep must prove itself this soon after waking (G4). */
export const PROBE_TIMEOUT_MS = 5 * SECOND_MS;
/** After a goodbye the close follows at once, or we close. */
export const PARTING_TIMEOUT_MS = 5 * SECOND_MS;
/** The longest timer there is (guarantees, timer rule); a longer request to wait is cut to it. */
export const MAX_RETRY_AFTER_MS = HOUR_MS;

/** When the state wants to hear `timer`, monotonic milliseconds; null: never. */
export function deadlineOf(state: LinkState): number | null {
  switch (state.name) {
    case 'stopped':
    case 'refused':
    case 'revoked':
      return null;
    case 'waiting':
      return state.retryAtMs;
    default:
      return state.deadlineMs;
  }
}
