/** A signed-in device: its parts, wired by hand; built when a person signs in or comes back, gone with all it holds when they leave. */
import { SECOND_MS } from '../../shared/domain/instant.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { ParticipatingDevice } from '../../shared/domain/participation.ts';
import type { Person } from '../../shared/domain/person.ts';
import { createWriting, type Writing } from './compose/writing.ts';
import { createChannel } from './connection/channel.ts';
import type { Channel } from './connection/channel.ts';
import { levelOf } from './connection/report-level.ts';
import type { ChannelEvents } from './connection/take-message.ts';
import type { Journal } from './journal.ts';
import { createMailboxes, type Mailboxes } from './mailbox/mailboxes.ts';
import type { MailboxAccess } from './mailbox/sync-port.ts';
import { createEvaluation } from './mode/evaluation.ts';
import type { Evaluation, EvaluationEvents } from './mode/evaluation.ts';
import { createModeKeeper } from './mode/mode-keeper.ts';
import type { ModeKeeper } from './mode/mode-keeper.ts';
import type { ServiceClock } from './mode/service-clock.ts';
import { createTruth } from './mode/truth.ts';
import type { Truth } from './mode/truth.ts';
import { createTeller } from './notices/teller.ts';
import type { Teller } from './notices/teller.ts';
import type { DevicePorts } from './ports.ts';
import { ONLY } from './record-changes.ts';
import type { Identity } from './registration/identity.ts';
import type { SessionState } from './stored-state.ts';
import { within } from './within.ts';

export interface SessionNeeds {
  readonly ports: DevicePorts;
  readonly journal: Journal;
  readonly time: ServiceClock;
  readonly identity: Identity;
  readonly appVersion: string;
  readonly cachedMode: () => boolean;
  /** When what was cached before cached mode went off is to be removed; service time. */
  readonly removeCacheAtMs: () => number | null;
}

export interface SessionEvents {
  readonly changed: () => void;
  /** The timer fired. */
  readonly tick: () => void;
  /** The service has revoked this device. */
  readonly revoked: () => void;
}

export interface Session extends Pick<Channel, 'retryNow'>, Pick<Teller, 'dismiss'> {
  readonly identity: () => Identity;
  readonly start: () => void;
  /** The profile changed. */
  readonly profileChanged: () => void;
  /** Leaves every event with the reason, and tells the person and, where it can, the service. */
  readonly leave: (reason: 'signed-out' | 'revoked') => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly link: Channel['view'];
  readonly keeper: Pick<ModeKeeper, 'derived' | 'sinceMs'>;
  readonly known: Truth['known'];
  readonly notices: Teller['list'];
  readonly cache: Mailboxes['view'];
  readonly delegated: Mailboxes['delegated'];
  readonly desk: Writing['desk'];
  readonly outbox: Writing['view'];
}

/** A notice of leaving is given this long to be on screen before everything is wiped. */
const FAREWELL_MS = 2 * SECOND_MS;

/** Why this device takes part in nothing; null while it may. */
type Leaving = 'signed-out' | 'revoked' | null;

interface Parts {
  readonly truth: Truth;
  readonly keeper: ModeKeeper;
  readonly teller: Teller;
  readonly channel: Channel;
  readonly evaluation: Evaluation;
  readonly mailbox: Mailboxes;
  readonly writing: Writing;
}

export function createSession(needs: SessionNeeds, events: SessionEvents, stored: SessionState): Session {
  let identity = needs.identity;
  let leaving: Leaving = null;
  const become = (person: Person): void => {
    if (JSON.stringify(person) === JSON.stringify(identity.person)) return;
    identity = { ...identity, person };
    needs.journal.put([{ kind: 'identity', id: ONLY, value: identity }]);
  };
  const device = (): ParticipatingDevice => ({
    revoked: leaving === 'revoked',
    signedIn: leaving !== 'signed-out',
    cachedMode: needs.cachedMode(),
  });
  const parts = createParts(needs, events, stored, { become, device, person: () => identity.person });
  const { channel, evaluation, mailbox, teller } = parts;
  const stops = [
    mailbox.subscribe(() => {
      tellLevel(needs, parts);
      events.changed();
    }),
    needs.ports.power.subscribe(() => {
      needs.time.wake();
      evaluation.evaluate();
      channel.power();
    }),
  ];

  return {
    identity: () => identity,
    start() {
      evaluation.evaluate();
      syncMail(needs, mailbox);
      channel.start();
    },
    profileChanged() {
      evaluation.evaluate();
      syncMail(needs, mailbox);
    },
    async leave(reason) {
      leaving = reason;
      evaluation.leave();
      await within(needs.ports.clock, FAREWELL_MS, teller.drained());
    },
    async stop() {
      for (const stop of stops) stop();
      // First, because a link that ends is evaluated once more, and that plans the next time.
      channel.stop();
      evaluation.stop();
      teller.stop();
      needs.time.keep();
      parts.writing.stop();
      await mailbox.stop();
    },
    retryNow: channel.retryNow,
    dismiss: teller.dismiss,
    link: channel.view,
    keeper: parts.keeper,
    known: parts.truth.known,
    notices: teller.list,
    cache: mailbox.view,
    delegated: mailbox.delegated,
    desk: parts.writing.desk,
    outbox: parts.writing.view,
  };
}

interface Self {
  readonly become: (person: Person) => void;
  readonly device: () => ParticipatingDevice;
  readonly person: () => Person;
}

function createParts(needs: SessionNeeds, events: SessionEvents, stored: SessionState, self: Self): Parts {
  const { ports, journal, time } = needs;
  const truth = createTruth(journal, ports.log, stored.truth);
  const keeper = createModeKeeper(journal, stored.mode);
  const teller = createTeller(
    { ...ports, journal, nowMs: time.nowMs },
    {
      // A restart without network knows at least this time: what is told of now is not to come (T8).
      decided: time.keep,
      receipt: (receipt) => {
        channel.receipt(receipt);
        time.keep();
      },
      changed: events.changed,
    },
    stored,
  );
  const channel = createChannel(
    { ...needs, truth, receipts: stored.receipts },
    channelEvents(needs, events, self, () => parts),
  );
  const evaluation = createEvaluation(
    {
      ...{ clock: ports.clock, time, truth, keeper, teller, device: self.device },
      isOnline: channel.isOnline,
      lastContactMs: stored.lastContactMs,
      alsoAtMs: needs.removeCacheAtMs,
    },
    evaluationEvents(needs, events, () => parts),
  );
  const mail = createMail(needs, events, stored, { self, channel, keeper });
  const parts: Parts = { truth, keeper, teller, channel, evaluation, ...mail };
  return parts;
}

interface MailNeeds {
  readonly self: Self;
  readonly channel: Parts['channel'];
  readonly keeper: Parts['keeper'];
}

function createMail(
  needs: SessionNeeds,
  events: SessionEvents,
  stored: SessionState,
  { self, channel, keeper }: MailNeeds,
): Pick<Parts, 'mailbox' | 'writing'> {
  const { ports, time, journal } = needs;
  const mailbox = createMailboxes(
    {
      ...ports,
      nowMs: time.nowMs,
      access: () => mailboxAccess(needs, channel),
      prioritySince: () => oldestStart(keeper),
      put: journal.put,
      changed: events.changed,
    },
    stored.further,
  );
  const writing = createWriting(
    {
      ...{ ports, nowMs: time.nowMs, person: self.person, changed: events.changed },
      isDr: () => keeper.derived().mode === 'dr',
      access: () => mailboxAccess(needs, channel),
      delegated: mailbox.delegated,
    },
    stored,
  );
  return { mailbox, writing };
}

function evaluationEvents(needs: SessionNeeds, events: SessionEvents, parts: () => Parts): EvaluationEvents {
  return {
    tick() {
      needs.time.tick();
      needs.journal.retry();
      parts().channel.tick();
      parts().writing.wake();
      events.tick();
    },
    evaluated(switched) {
      tellLevel(needs, parts());
      // What arrived since the event's start comes first now, or no longer (product 4).
      if (switched) parts().mailbox.hint();
      events.changed();
    },
  };
}

function channelEvents(
  { time }: SessionNeeds,
  events: SessionEvents,
  self: Self,
  parts: () => Parts,
): ChannelEvents {
  return {
    welcomed(person) {
      self.become(person);
      parts().evaluation.hold();
    },
    caughtUp: () => {
      parts().evaluation.settle();
      parts().writing.wake();
    },
    learned: () => {
      parts().evaluation.evaluate();
    },
    linkLost() {
      time.keep();
      parts().evaluation.contactLost();
    },
    changed: events.changed,
    mailboxHint: () => {
      parts().mailbox.hint();
    },
    revoked: events.revoked,
  };
}

function tellLevel({ cachedMode }: SessionNeeds, { channel, keeper, mailbox }: Parts): void {
  channel.level(levelOf(keeper.derived(), cachedMode(), mailbox.view()));
}

function syncMail({ cachedMode, ports }: SessionNeeds, mailbox: Mailboxes): void {
  if (cachedMode()) {
    mailbox.start();
    return;
  }
  mailbox.stop().catch((cause: unknown) => {
    ports.log.write('error', 'syncing could not be stopped', { cause: String(cause) });
  });
}

function mailboxAccess({ identity, time }: SessionNeeds, channel: Channel): MailboxAccess | null {
  const token = channel.access(time.nowMs());
  if (token === null) return null;
  return { apiBaseUrl: identity.service.url, token, accountId: identity.person.id };
}

function oldestStart(keeper: ModeKeeper): Instant | null {
  const oldest = keeper.derived().verdicts.find(({ participates }) => participates);
  return oldest?.event.start ?? null;
}
