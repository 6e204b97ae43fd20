/** What a headless device says on standard output: the pinned JSON lines, from one snapshot to the next (interfaces 1). */
import { failureMessage } from '../../electron/device/network/failure-message.ts';
import type { CallProblem } from '../../shared/bridge/calls.ts';
import type { MailRow } from '../../shared/bridge/mail.ts';
import type { DeviceSnapshot, LinkView } from '../../shared/bridge/snapshot.ts';
import { toMs } from '../../shared/domain/instant.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import type { ParticipationReason } from '../../shared/domain/participation.ts';

export type LineBody =
  | {
      readonly type: 'registered';
      readonly deviceId: string;
      readonly user: unknown;
      readonly service: unknown;
    }
  | {
      readonly type: 'link';
      readonly state: 'offline' | 'connecting' | 'online';
      readonly retryInMs?: number;
    }
  | {
      readonly type: 'mode';
      readonly mode: 'normal' | 'dr';
      readonly events: readonly string[];
      readonly reasons: readonly ParticipationReason[];
    }
  | {
      readonly type: 'notice';
      readonly kind: Notice['kind'];
      readonly eventId: string;
      readonly text: string;
      readonly description: string;
      readonly reasons: readonly ParticipationReason[];
      readonly repeated: boolean;
    }
  | { readonly type: 'cache'; readonly messages: number; readonly bytes: number; readonly complete: boolean }
  | { readonly type: 'outbox'; readonly queued: number; readonly sent: number }
  /** How many messages and drafts wait here for the person's next sign-in. */
  | { readonly type: 'signed-out'; readonly kept: number }
  | { readonly type: 'search'; readonly text: string; readonly results: readonly MailRow[] }
  | { readonly type: 'error'; readonly code: string; readonly message: string };

/** `at`: service time, as far as it is known. */
export type Line = LineBody & { readonly at: string };

/** One thing that is said when it changes: `key` tells whether it did, `body` is null where there is nothing to say. */
interface Facet {
  readonly key: string;
  readonly body: LineBody | null;
}

/** null before the first snapshot: then everything is said. */
export function linesBetween(before: DeviceSnapshot | null, now: DeviceSnapshot): readonly LineBody[] {
  const said = before === null ? [] : facets(before).map(({ key }) => key);
  const news = facets(now).flatMap(({ key, body }, index) =>
    body === null || said[index] === key ? [] : [body],
  );
  return before?.mode.mode === 'dr' ? news.map(withEndAsReason) : news;
}

/** Nothing is in the way of an event that ended, but the time; the mode view speaks of Current events only. */
function withEndAsReason(body: LineBody): LineBody {
  const hasEnded = body.type === 'mode' && body.mode === 'normal' && body.reasons.length === 0;
  return hasEnded ? { ...body, reasons: ['event-not-current'] } : body;
}

function facets(now: DeviceSnapshot): readonly Facet[] {
  return [
    facet(registered(now)),
    // The wait counts down by itself; only a new plan is news.
    { key: `${now.link.state} ${String(now.link.nextRetryAt)}`, body: link(now) },
    facet(mode(now)),
    facet(cache(now)),
    facet(outbox(now)),
    facet(sessionProblem(now)),
    facet(linkProblem(now)),
    facet(cacheProblem(now)),
  ];
}

const facet = (body: LineBody | null): Facet => ({ key: JSON.stringify(body), body });

function registered({ session }: DeviceSnapshot): LineBody | null {
  if (session.state !== 'signed-in') return null;
  const { deviceId, person, serviceName, serviceUrl } = session;
  return { type: 'registered', deviceId, user: person, service: { name: serviceName, url: serviceUrl } };
}

const LINK_WORDS: Readonly<Record<LinkView['state'], 'offline' | 'connecting' | 'online'>> = {
  offline: 'offline',
  connecting: 'connecting',
  online: 'online',
  // It hears of the service over HTTP, and goes on trying to open the channel.
  polling: 'connecting',
};

function link({ link: { state, nextRetryAt }, clock }: DeviceSnapshot): LineBody {
  const retryInMs =
    nextRetryAt === null ? {} : { retryInMs: Math.max(0, toMs(nextRetryAt) - toMs(clock.now)) };
  return { type: 'link', state: LINK_WORDS[state], ...retryInMs };
}

function mode({ mode: { mode: name, participating, reasons } }: DeviceSnapshot): LineBody {
  return { type: 'mode', mode: name, events: participating.map(({ id }) => id), reasons };
}

function cache({ cache: view }: DeviceSnapshot): LineBody {
  if (view.state === 'off') return { type: 'cache', messages: 0, bytes: 0, complete: false };
  return { type: 'cache', messages: view.messages, bytes: view.bytes, complete: view.state === 'complete' };
}

function outbox({ outbox: { queued, sent } }: DeviceSnapshot): LineBody {
  return { type: 'outbox', queued, sent };
}

function sessionProblem({ session }: DeviceSnapshot): LineBody | null {
  if (session.state !== 'signed-out') return null;
  switch (session.because) {
    case 'revoked':
      return problem(
        'revoked',
        `the service has revoked this device; what it kept is removed${lost(session)}`,
      );
    case 'keys-unreadable':
      return problem(
        'keys-unreadable',
        'the keys of this state cannot be read; it has to be registered again',
      );
    case 'never-signed-in':
    case 'signed-out':
      return null;
  }
}

function lost({ lost: rows }: Extract<DeviceSnapshot['session'], { state: 'signed-out' }>): string {
  if (rows.length === 0) return '';
  const named = rows.map(({ kind, to, subject }) => `${kind} "${subject}" to ${to || 'nobody'}`);
  return `, and with it what was not sent: ${named.join('; ')}`;
}

/** Only what does not mend by itself; the rest is what `link` lines are for. */
const LINK_PROBLEMS: Readonly<Record<string, string>> = {
  'not-authenticated': 'the service does not accept this device',
  replaced: 'another process is connected as this device',
  'version-not-served': 'this version of the device is no longer served',
  'other-service': 'what answers there is not the service that this device is registered with',
};

function linkProblem({ link: { problem: code, failure } }: DeviceSnapshot): LineBody | null {
  if (failure !== null) return problem(failure.kind, failureMessage(failure));
  const message = code === null ? undefined : LINK_PROBLEMS[code];
  return code === null || message === undefined ? null : problem(code, message);
}

function cacheProblem({ cache: view }: DeviceSnapshot): LineBody | null {
  // Out of reach is what `link` lines are for.
  if (view.state === 'off' || view.problem === null || view.problem === 'service-unreachable') return null;
  return problem(view.problem, 'the cache is not complete');
}

export function noticeLine({ kind, eventId, text, description, reasons, repeated }: Notice): LineBody {
  return { type: 'notice', kind, eventId, text, description, reasons, repeated };
}

export function problemLine({ code, message }: Pick<CallProblem, 'code' | 'message'>): LineBody {
  return problem(code, message);
}

function problem(code: string, message: string): LineBody {
  return { type: 'error', code, message };
}
