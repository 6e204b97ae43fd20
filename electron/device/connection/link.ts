/** Drives the link machine: performs its effects on a socket, tells it what the socket says, and wakes it at its deadline. */
import { CHANNEL_PATH, SUBPROTOCOL } from '../../../shared/protocol/version.ts';
import { HOUR_MS } from '../../../shared/domain/instant.ts';
import type { NetworkFailure } from '../../../shared/domain/network-failure.ts';
import type { Down } from '../../../shared/protocol/down.ts';
import type { Authenticate } from '../../../shared/protocol/messages/authenticate.ts';
import type { Hello } from '../../../shared/protocol/messages/hello.ts';
import type { Up } from '../../../shared/protocol/up.ts';
import type { Chance, Clock, Log, Socket, Sockets } from '../ports.ts';
import { createDeadline } from '../deadline.ts';
import { readFrame } from './frames.ts';
import { nextLink } from './link-next.ts';
import { deadlineOf } from './link-state.ts';
import type { LinkEffect, LinkSignal, LinkState } from './link-state.ts';

export interface LinkNeeds {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly sockets: Sockets;
  readonly log: Log;
  /** `wss://mail.example`, no slash at the end. */
  readonly channelBaseUrl: string;
  readonly serviceId: string;
}

/** What the link tells its owner. */
export interface LinkEvents {
  readonly changed: (state: LinkState, before: LinkState) => void;
  /** Anything was heard. */
  readonly heard: () => void;
  /** Welcome and all that follows it. */
  readonly message: (message: Down) => void;
  /** The proof for a hello that came at most `withinMs` after the service wrote it. */
  readonly authenticate: (hello: Hello, withinMs: number) => Authenticate;
  readonly probe: () => void;
  readonly forget: () => void;
}

export interface Link {
  readonly signal: (name: 'start' | 'stop' | 'retry-now' | 'power') => void;
  /** Dropped unless online. */
  readonly send: (message: Up) => void;
  /** The service refused this device by the poll, with what would be this close code. */
  readonly denied: (code: number) => void;
  /** The service broke the protocol in a way that only the receiver could see. */
  readonly refuse: (reason: string) => void;
  readonly state: () => LinkState;
  /** What was in the way of the last try, as far as the network told; null: it was heard, or nothing is known. */
  readonly failure: () => NetworkFailure | null;
}

interface Connection {
  readonly socket: Socket;
  readonly openedAtMs: number;
}

export function createLink(needs: LinkNeeds, events: LinkEvents): Link {
  let state: LinkState = { name: 'stopped' };
  let connection: Connection | null = null;
  let failure: NetworkFailure | null = null;
  const deadline = createDeadline(needs.clock, HOUR_MS, () => {
    take({ name: 'timer' });
  });

  function take(signal: LinkSignal, message?: Down): void {
    const before = state;
    const now = { monotonicMs: needs.clock.monotonicMs(), chance: needs.chance.uniform() };
    const step = nextLink(state, signal, now);
    state = step.state;
    deadline.set(deadlineOf(state));
    for (const effect of step.effects) perform(effect, message);
    // Signs of life only move the deadline of a link; nobody needs to know.
    if (before !== step.state && !(before.name === 'online' && step.state.name === 'online')) {
      needs.log.write('info', 'link', { state: step.state.name });
      events.changed(state, before);
    }
  }

  function perform(effect: LinkEffect, message: Down | undefined): void {
    switch (effect.name) {
      case 'open':
        open();
        return;
      case 'close':
        letGo(effect.code, effect.reason);
        return;
      case 'authenticate':
        if (message?.type === 'hello') answer(message);
        return;
      case 'deliver':
        if (message !== undefined) events.message(message);
        return;
      case 'probe':
        events.probe();
        return;
      case 'forget':
        events.forget();
        return;
    }
  }

  function open(): void {
    const openedAtMs = needs.clock.monotonicMs();
    const isCurrent = (): boolean => connection !== null && connection.socket === socket;
    const socket: Socket = needs.sockets.open(`${needs.channelBaseUrl}${CHANNEL_PATH}`, SUBPROTOCOL, {
      opened: () => {
        if (!isCurrent()) return;
        failure = null;
        take({ name: 'opened' });
      },
      heard: () => {
        if (!isCurrent()) return;
        events.heard();
        take({ name: 'heard' });
      },
      text: (frame) => {
        if (isCurrent()) read(frame);
      },
      closed: (code, _reason, met) => {
        if (!isCurrent()) return;
        connection = null;
        failure = met ?? null;
        take({ name: 'closed', code });
      },
    });
    connection = { socket, openedAtMs };
  }

  function letGo(code: number, reason: string): void {
    const former = connection;
    // Given up before anything told why.
    if (state.name === 'waiting' && state.problem === 'unreachable') failure = timedOut(needs.channelBaseUrl);
    connection = null;
    former?.socket.close(code, reason);
  }

  function answer(hello: Hello): void {
    if (connection === null) return;
    const withinMs = needs.clock.monotonicMs() - connection.openedAtMs;
    connection.socket.send(JSON.stringify(events.authenticate(hello, withinMs)));
  }

  function read(text: string): void {
    const frame = readFrame(text);
    switch (frame.kind) {
      case 'message':
        take(signalOf(frame.message, needs.serviceId), frame.message);
        return;
      case 'unknown-type':
        needs.log.write('info', 'ignored a message of an unknown type');
        return;
      case 'bad':
        needs.log.write('warn', 'bad frame', { reason: frame.reason });
        take({ name: 'bad-frame', reason: frame.reason });
    }
  }

  return {
    signal: (name) => {
      take({ name });
    },
    send: (message) => {
      if (state.name === 'online') connection?.socket.send(JSON.stringify(message));
    },
    denied: (code) => {
      take({ name: 'denied', code });
    },
    refuse: (reason) => {
      take({ name: 'bad-frame', reason });
    },
    state: () => state,
    failure: () => failure,
  };
}

function timedOut(address: string): NetworkFailure {
  return { kind: 'timed-out', host: new URL(address).host };
}

function signalOf(message: Down, serviceId: string): LinkSignal {
  switch (message.type) {
    case 'hello':
      return { name: 'hello', serviceIsOurs: message.serviceId === serviceId };
    case 'welcome':
      return { name: 'welcome', heartbeatMs: message.heartbeatMs };
    case 'bye':
      return { name: 'bye', code: message.code, retryAfterMs: message.retryAfterMs ?? null };
    default:
      return { name: 'message' };
  }
}
