/** Everything between this device and its service: the link, the poll beside it, and who takes what they bring. */
import type { LinkView } from '../../../shared/bridge/snapshot.ts';
import { channelAddress } from '../../../shared/domain/service-address.ts';
import type { Journal } from '../journal.ts';
import { positionOf } from '../mode/knowledge.ts';
import type { ServiceClock } from '../mode/service-clock.ts';
import type { Truth } from '../mode/truth.ts';
import type { DevicePorts } from '../ports.ts';
import type { Identity } from '../registration/identity.ts';
import { createAccess } from './access.ts';
import type { Access } from './access.ts';
import { askSnapshot } from './ask-snapshot.ts';
import type { PollOutcome } from './ask-snapshot.ts';
import { authenticate } from './authenticate.ts';
import { createLink } from './link.ts';
import type { Link, LinkEvents } from './link.ts';
import { linkView } from './link-view.ts';
import { createPoll } from './poll.ts';
import type { ReceiptRecord } from './receipt-record.ts';
import { createReporter } from './reporter.ts';
import type { Reporter, ReporterNeeds } from './reporter.ts';
import { createMessageTaker } from './take-message.ts';
import type { ChannelEvents } from './take-message.ts';
import { createTellByPoll } from './tell-by-poll.ts';
import { createTimeQuestions } from './time-questions.ts';

export interface ChannelNeeds {
  readonly ports: Pick<DevicePorts, 'clock' | 'chance' | 'sockets' | 'http' | 'keys' | 'log' | 'crashPoint'>;
  readonly journal: Journal;
  readonly time: ServiceClock;
  readonly truth: Truth;
  readonly identity: Identity;
  readonly appVersion: string;
  readonly cachedMode: () => boolean;
  readonly receipts: ReadonlyMap<string, ReceiptRecord>;
}

export interface Channel extends Pick<Reporter, 'level' | 'receipt'> {
  readonly start: () => void;
  readonly stop: () => void;
  readonly retryNow: () => void;
  /** Woke, unlocked, or a network came up. */
  readonly power: () => void;
  readonly tick: () => void;
  readonly isOnline: () => boolean;
  readonly view: () => LinkView;
  readonly access: Access['current'];
}

export function createChannel(needs: ChannelNeeds, events: ChannelEvents): Channel {
  const { ports, time, truth, identity } = needs;
  const access = createAccess();
  /** A ping came after the last message, so that nothing that belongs to it can still be on its way (K5). */
  let isHeardAfter = false;
  const link = createLink(
    { ...ports, channelBaseUrl: channelAddress(identity.service.url), serviceId: identity.service.id },
    {
      changed: (state, before) => {
        if (before.name === 'online') {
          truth.linkEnded();
          events.linkLost();
        }
        poll.linkChanged(state);
        events.changed();
      },
      heard: () => {
        time.heard();
        isHeardAfter = true;
      },
      message: (message) => {
        isHeardAfter = false;
        take(message);
      },
      authenticate: proofFor(needs),
      probe: () => {
        questions.ask();
      },
      forget: events.revoked,
    },
  );
  const isOnline = (): boolean => link.state().name === 'online';
  const questions = createTimeQuestions(ports.clock, ports.chance, link.send);
  const pollToken = (): string | null => (poll.isServing() ? access.current(time.nowMs()) : null);
  const reporter = createReporterOver(needs, link, pollToken);
  const take = createMessageTaker({ truth, time, access, questions, reporter, link }, events);
  const poll = createPoll(ports.clock, () => askSnapshot({ ...ports, identity }), {
    answered: (outcome) => takePoll(outcome, needs, { access, reporter }, events),
    denied: link.denied,
    changed: events.changed,
  });

  return {
    level: reporter.level,
    receipt: reporter.receipt,
    access: access.current,
    isOnline,
    start: () => link.signal('start'),
    stop() {
      link.signal('stop');
      reporter.stop();
    },
    retryNow() {
      link.signal('retry-now');
      poll.retryNow();
    },
    power: () => link.signal('power'),
    tick() {
      if (!isOnline()) return;
      if (isHeardAfter) truth.heardOther();
      questions.tick();
    },
    view: () =>
      linkView(link.state(), {
        lastContactMs: time.contact().lastContactMs,
        isServedByPoll: poll.isServing(),
        failure: link.failure(),
        atMonotonicMs: time.atMonotonicMs,
      }),
  };
}

/** Over the channel, or by polls while there is none. */
function createReporterOver(needs: ChannelNeeds, link: Link, pollToken: () => string | null): Reporter {
  const { ports, identity, appVersion, cachedMode } = needs;
  const tellByPoll = createTellByPoll({
    http: ports.http,
    serviceUrl: identity.service.url,
    token: pollToken,
    facts: () => ({ appVersion, signedIn: true, cachedMode: cachedMode() }),
    acknowledged: (id) => reporter.acknowledged(id),
  });
  const send: ReporterNeeds['send'] = (message) => {
    if (link.state().name === 'online') link.send(message);
    else tellByPoll(message);
  };
  const reporter = createReporter({ ...needs, ...ports, send }, needs.receipts);
  return reporter;
}

/** A hello also tells the time, as exactly as it came quickly. */
function proofFor({
  time,
  truth,
  identity,
  ports,
  appVersion,
  cachedMode,
}: ChannelNeeds): LinkEvents['authenticate'] {
  return (hello, withinMs) => {
    time.heardTime(hello.serverTime, withinMs);
    const position = positionOf(truth.known());
    return authenticate(hello, identity, ports.keys, { appVersion, cachedMode: cachedMode(), position });
  };
}

function takePoll(
  { answer, withinMs }: Extract<PollOutcome, { kind: 'answered' }>,
  { time, truth }: ChannelNeeds,
  { access, reporter }: { readonly access: Access; readonly reporter: Pick<Reporter, 'begin'> },
  events: ChannelEvents,
): void {
  time.heard();
  time.heardTime(answer.serverTime, withinMs);
  truth.takeSnapshot(answer, answer.snapshot);
  if (answer.accessToken !== undefined && answer.expiresAt !== undefined) {
    access.take(answer.accessToken, answer.expiresAt);
    events.mailboxHint();
  }
  reporter.begin();
  events.caughtUp();
}
