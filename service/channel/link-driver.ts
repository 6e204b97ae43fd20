/** Turns what a socket does into signals of its machine, and carries out what the machine decides. */
import { MAX_FRAME_BYTES } from '../../shared/domain/limits.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import { CLOSE_CODES } from '../../shared/protocol/close-codes.ts';
import { parseUp, type FrameProblem } from '../../shared/protocol/parse-frame.ts';
import type { TimeQuestion } from '../../shared/protocol/messages/time.ts';
import type { Up } from '../../shared/protocol/up.ts';
import { admit, endFailed, refresh, renewToken, saveInOrder } from './admission.ts';
import type { ChannelContext } from './context.ts';
import { countOne } from './counters.ts';
import { frameOf, PING_FRAME } from './frame.ts';
import { writeFrame, type Link } from './link.ts';
import {
  deviceOf,
  isStranger,
  nextLink,
  type Ending,
  type LinkEffect,
  type LinkSignal,
  type Told,
} from './link-state.ts';
import { spend } from './message-budget.ts';
import type { RegisteredDevice } from './ports.ts';
import { judgePulse, nextPingAtMs, nextPulseLookMs } from './pulse.ts';

/** A close frame's reason holds at most 123 bytes (RFC 6455, 5.5); `bye` says it in full. */
const MAX_CLOSE_REASON = 120;
const MAX_BYE_REASON = 500;
const CLOSED_WITHOUT_FRAME = 1006;

/** How long a device that talks too much is to be quiet. */
const FLOOD_RETRY_MS = 10_000;
const FLOODING: Ending = {
  code: CLOSE_CODES.tooManyAttempts,
  reason: 'too many messages',
  retryAfterMs: FLOOD_RETRY_MS,
};

const SLOW: Ending = { code: CLOSE_CODES.badFrame, reason: 'what was sent is not being read' };

export function signalLink(context: ChannelContext, link: Link, signal: LinkSignal): void {
  const { state, effects } = nextLink(link.state, signal, context.clock.monotonicMs());
  if (isStranger(link.state) && !isStranger(state)) context.counters.strangers -= 1;
  if (state.kind === 'verifying') context.strangers.beingProven(link.socket);
  else if (deviceOf(state) !== null) context.strangers.leave(link.socket);
  link.state = state;
  for (const effect of effects) perform(context, link, effect);
}

/** One whole text or binary message, as `ws` gives it, if the lab lets it through. */
export function receive(context: ChannelContext, link: Link, data: Buffer, isBinary: boolean): void {
  context.counters.framesIn += 1;
  context.passage.pass(link, () => take(context, link, data, isBinary));
}

/** A ping or a pong. */
export function receiveControl(context: ChannelContext, link: Link): void {
  context.passage.pass(link, () => heard(context, link));
}

function take(context: ChannelContext, link: Link, data: Buffer, isBinary: boolean): void {
  if (!heard(context, link)) return;
  if (isBinary) {
    refuse(context, link, 'binary', 'frames are text');
  } else if (data.length > MAX_FRAME_BYTES) {
    refuse(context, link, 'too-large', `a frame holds at most ${MAX_FRAME_BYTES} bytes`);
  } else {
    const parsed = parseUp(data.toString('utf8'));
    if (parsed.ok) context.signal(link, signalOf(parsed.value));
    else refuseProblem(context, link, parsed.problem);
  }
}

/** Anything at all came; false when it was one too many. */
function heard(context: ChannelContext, link: Link): boolean {
  const nowMs = context.clock.monotonicMs();
  link.heardMs = nowMs;
  const budget = spend(link.budget, context.limits.messages, nowMs);
  if (budget === null) context.signal(link, { kind: 'end', ending: FLOODING });
  else link.budget = budget;
  return budget !== null;
}

/** A finished frame to a device: a closed link drops it, a link that does not read is ended (G33). */
export function sendFrame(context: ChannelContext, link: Link, frame: Buffer): void {
  context.passage.pass(link, () => {
    writeFrame(link, frame);
    context.counters.framesOut += 1;
    if (link.socket.writableLength > context.limits.queuedBytes) {
      context.signal(link, { kind: 'end', ending: SLOW });
    }
  });
}

/** The wheel came round: deadline, heartbeat, token. */
export function lookAt(context: ChannelContext, link: Link): void {
  const nowMs = context.clock.monotonicMs();
  context.signal(link, { kind: 'look' });
  const verdict = judgePulse(link, nowMs);
  if (verdict === 'silent') context.signal(link, { kind: 'silent' });
  if (link.state.kind === 'closing' || link.state.kind === 'closed') return;
  if (verdict === 'ping') {
    context.send(link, PING_FRAME);
    link.pingAtMs = nextPingAtMs(nowMs, context.chance.uniform());
  }
  if (nowMs >= link.renewAtMs) startRenewal(context, link);
  lookLater(context, link);
}

export function lookLater(context: ChannelContext, link: Link): void {
  const deadlineMs = link.state.kind === 'challenged' ? link.state.deadlineMs : Infinity;
  context.wheel.set(link, Math.min(deadlineMs, link.renewAtMs, nextPulseLookMs(link)));
}

function signalOf(message: Up): LinkSignal {
  switch (message.type) {
    case 'authenticate':
      return { kind: 'authenticate', claim: message };
    case 'time':
      return { kind: 'asked-time', question: message };
    case 'report':
    case 'receipt':
      return { kind: 'told', message };
  }
}

function refuseProblem(context: ChannelContext, link: Link, problem: FrameProblem): void {
  if (problem.code === 'unknown-type') {
    countOne(context.counters.badFrames, problem.code);
    context.signal(link, { kind: 'unknown-message' });
  } else {
    refuse(context, link, problem.code, `${problem.pointer} ${problem.message}`.trim());
  }
}

function refuse(context: ChannelContext, link: Link, code: string, reason: string): void {
  countOne(context.counters.badFrames, code);
  context.signal(link, { kind: 'bad-frame', reason });
}

function perform(context: ChannelContext, link: Link, effect: LinkEffect): void {
  switch (effect.kind) {
    case 'admit':
      inTurn(context, link, () => admit(context, link, effect.claim));
      break;
    case 'adopt':
      adopt(context, link, effect.device);
      break;
    case 'save':
      save(context, link, effect.device, effect.message);
      break;
    case 'answer-time':
      answerTime(context, link, effect.question);
      break;
    case 'refresh':
      context.hub.wait(link);
      inTurn(context, link, () => refresh(context, link, effect.device, effect.sinceRevision));
      break;
    case 'bye':
      sayBye(context, link, effect.ending);
      break;
    case 'terminate':
      countOne(context.counters.closes, CLOSED_WITHOUT_FRAME);
      link.ws.terminate();
      break;
    case 'release':
      release(context, link, effect.device);
      break;
  }
}

function inTurn(context: ChannelContext, link: Link, work: () => Promise<void>): void {
  context.gate.run(work).catch((error: unknown) => endFailed(context, link, error));
}

function startRenewal(context: ChannelContext, link: Link): void {
  link.renewAtMs = Infinity;
  context.gate
    .run(() => renewToken(context, link))
    .catch((error: unknown) => context.log.write('error', 'a token could not be renewed', { error }))
    .finally(() => {
      if (link.state.kind === 'live' || link.state.kind === 'refreshing') lookLater(context, link);
    });
}

function adopt(context: ChannelContext, link: Link, device: RegisteredDevice): void {
  const older = context.roll.adopt(device.id, link);
  if (older === null) return;
  // Two at a time may be a stolen key: a line for the administrator (security, keys and device identity).
  context.log.write('warn', 'a newer connection replaces that of a device', {
    deviceId: device.id,
    olderAddress: older.remoteAddress,
    newerAddress: link.remoteAddress,
  });
  const reason = 'replaced by a newer connection of the same device';
  context.signal(older, { kind: 'end', ending: { code: CLOSE_CODES.replaced, reason } });
}

function save(context: ChannelContext, link: Link, device: RegisteredDevice, message: Told): void {
  const atMs = context.clock.nowMs();
  saveInOrder(context, link, async () => {
    if (message.type === 'report') await context.records.saveReport(device.id, message, atMs);
    else await context.records.saveReceipt(device.id, message, atMs);
    if (message.type === 'receipt') context.crashPoint('ack-before-cursor');
    context.send(link, frameOf({ type: 'ack', id: message.id }));
    context.roll.moved(device.id);
  });
}

function answerTime(context: ChannelContext, link: Link, { echo }: TimeQuestion): void {
  context.send(link, frameOf({ type: 'time', serverTime: fromMs(context.clock.nowMs()), echo }));
}

function sayBye(context: ChannelContext, link: Link, ending: Ending): void {
  const { code, retryAfterMs } = ending;
  countOne(context.counters.closes, code);
  const reason = ending.reason.slice(0, MAX_BYE_REASON);
  const bye = { type: 'bye' as const, code, reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  context.send(link, frameOf(bye));
  link.ws.close(code, asciiOnly(reason).slice(0, MAX_CLOSE_REASON));
}

function release(context: ChannelContext, link: Link, device: RegisteredDevice | null): void {
  context.wheel.clear(link);
  context.hub.leave(link);
  if (device !== null) context.roll.release(device.id, link);
}

/** So that characters are bytes; a reason comes from our own sentences, but names fields of others. */
function asciiOnly(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
