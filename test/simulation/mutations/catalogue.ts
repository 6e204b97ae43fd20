/** Small deliberate faults, each of which the simulator has to find: where, what, and what it becomes. */

import type { Fault } from '../misfortunes.ts';

export interface Mutation {
  readonly name: string;
  readonly file: string;
  /** Occurs once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Under which it shows soonest; none of them with what is not the code's fault. */
  readonly faults: readonly Fault[];
}

const device = (file: string): string => `electron/device/${file}`;
const service = (file: string): string => `service/${file}`;

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'early-timer',
    file: device('mode/service-time.ts'),
    find: 'return time.serviceMs + (now.monotonicMs - time.anchor.monotonicMs);',
    replace: 'return time.serviceMs + (now.monotonicMs - time.anchor.monotonicMs) + 5000;',
    faults: ['path'],
  },
  {
    name: 'late-timer',
    file: device('mode/scheduler.ts'),
    find: 'return Math.min(Math.ceil(nextChangeMs - nowMs), LONGEST_TICK_MS);',
    replace: 'return LONGEST_TICK_MS;',
    faults: ['path'],
  },
  {
    name: 'missing-dedupe',
    file: device('notices/decide.ts'),
    find: 'if (own?.maybeSeen === false) return',
    replace: "if (entry.phase === 'participating') return",
    faults: ['path', 'kill'],
  },
  {
    name: 'end-without-start',
    file: device('notices/decide.ts'),
    find: 'if (!startWasShown(entry, now)) return missed(entry, event, now);',
    replace: '',
    faults: ['screen'],
  },
  {
    name: 'show-before-persist',
    file: device('notices/notice-desk.ts'),
    find: 'await needs.journal.settled();',
    replace: 'await Promise.resolve();',
    faults: ['crash-point'],
  },
  {
    name: 'shown-is-not-marked',
    file: device('notices/notice-desk.ts'),
    find: 'if (isOpen) mark(notice);',
    replace: 'if (isOpen) showing = null; else mark(notice);',
    faults: ['kill'],
  },
  {
    name: 'position-moves-with-the-welcome',
    file: device('mode/knowledge.ts'),
    find: "return { kind: 'learned', ...unchanged({ ...known, catchUpTo: welcome.revision }) };",
    replace:
      "return { kind: 'learned', ...unchanged({ ...known, revision: welcome.revision, latest: welcome.revision }) };",
    faults: ['cut', 'reset', 'path'],
  },
  {
    name: 'wall-clock-decides',
    file: device('mode/service-clock.ts'),
    find: 'const nowMs = (): number => serviceNowMs(time, read());',
    replace: 'const nowMs = (): number => clock.wallMs();',
    faults: ['wall'],
  },
  {
    name: 'the-service-follows-any-wall-clock',
    file: service('clock/trusted-time.ts'),
    find: 'return Math.abs(apartMs) <= TOLERANCE_MS;',
    replace: 'return !Number.isNaN(apartMs);',
    faults: ['service-wall'],
  },
  {
    name: 'sleep-is-not-noticed',
    file: device('mode/service-clock.ts'),
    find: 'time = afterWake(time, read());',
    replace: '',
    faults: ['sleep', 'path'],
  },
  {
    name: 'silence-is-not-noticed',
    file: device('connection/link-next.ts'),
    find: "now.monotonicMs < state.deadlineMs ? stay(state) : giveUp(state, 'silent', letGo('nothing heard'), now),",
    replace: 'stay({ ...state, deadlineMs: now.monotonicMs + state.silenceMs }),',
    faults: ['swallowed'],
  },
  {
    name: 'backoff-without-cap',
    file: 'shared/lib/backoff.ts',
    find: 'Math.min(policy.capMs, policy.baseMs * policy.factor ** Math.min(attempt, 30))',
    replace: 'policy.baseMs * policy.factor ** Math.min(attempt, 30)',
    faults: ['path'],
  },
  {
    name: 'no-poll',
    file: device('connection/poll-next.ts'),
    find: "idle: {\n    needed: (_state, _signal, nowMs) => stay({ name: 'due', atMs: nowMs + FIRST_POLL_AFTER_MS }),",
    replace: 'idle: {\n    needed: stay,',
    faults: ['websocket'],
  },
  {
    name: 'receipt-forgotten-when-sent',
    file: device('connection/reporter.ts'),
    find: "if (receipts.has(receipt.id)) send({ type: 'receipt', ...receipt });",
    replace:
      "if (receipts.has(receipt.id)) send({ type: 'receipt', ...receipt });\n    const left = new Map(receipts);\n    left.delete(receipt.id);\n    become(left);",
    faults: ['reset', 'cut', 'swallowed'],
  },
  {
    name: 'no-telling-again',
    file: device('connection/reporter.ts'),
    find: 'if (reportId !== null) tell();',
    replace: '',
    faults: ['service-disk'],
  },
  {
    name: 'cached-mode-waits-for-the-tick',
    file: device('session.ts'),
    find: '    profileChanged() {\n      evaluation.evaluate();',
    replace: '    profileChanged() {',
    faults: ['path'],
  },
  {
    name: 'overlap-ends-all',
    file: device('mode/derive-mode.ts'),
    find: "mode: verdicts.some(({ participates }) => participates) ? 'dr' : 'normal',",
    replace:
      "mode: verdicts.findLast(({ status }) => status !== 'pending')?.participates === true ? 'dr' : 'normal',",
    faults: ['path'],
  },
  {
    name: 'ack-before-persist',
    file: service('channel/link-driver.ts'),
    find: "  saveInOrder(context, link, async () => {\n    if (message.type === 'report')",
    replace:
      "  context.send(link, frameOf({ type: 'ack', id: message.id }));\n  saveInOrder(context, link, async () => {\n    if (message.type === 'report')",
    faults: ['service-disk'],
  },
  {
    name: 'receipt-stored-twice',
    file: service('devices/device-records.ts'),
    find: "    .onConflict((conflict) => conflict.columns(['deviceId', 'id']).doNothing())\n",
    replace:
      "    .onConflict((conflict) => conflict.columns(['deviceId', 'id']).doUpdateSet({ kind: 'left' }))\n",
    faults: ['swallowed', 'cut'],
  },
  {
    name: 'older-link-stays',
    file: service('channel/link-driver.ts'),
    find: "context.signal(older, { kind: 'end', ending: { code: CLOSE_CODES.replaced, reason } });",
    replace: 'void reason;',
    faults: ['swallowed', 'kill'],
  },
  {
    name: 'edits-are-not-fanned-out',
    file: service('channel/deliveries.ts'),
    find: "  return [current, gone(change, formerGroupId, groupId, 'group-changed')];",
    replace: '  return [current];',
    faults: ['path'],
  },
  {
    name: 'no-catch-up-of-moved-events',
    file: service('devices/changes-since.ts'),
    find: "if (!isMine) return wasMine ? [{ revision, eventId, reason: 'group-changed' }] : [];",
    replace: 'if (!isMine) return [];',
    faults: ['path'],
  },
  {
    name: 'changes-between-are-lost',
    file: service('channel/hub.ts'),
    find: '      for (const backlog of waiting.values()) backlog.push(change);\n',
    replace: '',
    faults: ['reset', 'path'],
  },
  {
    name: 'revoked-stay',
    file: service('channel/hub.ts'),
    find: "    if (link !== null) needs.signal(link, { kind: 'end', ending: REVOKED });",
    replace: '    void link;',
    faults: ['revoke'],
  },
  {
    name: 'end-in-the-words-of-the-start',
    file: device('notices/decide.ts'),
    find: "call('end', event, event.endMessage, [], now)",
    replace: "call('end', event, event.startMessage, [], now)",
    faults: ['path'],
  },
  {
    name: 'left-without-a-start',
    file: device('notices/decide.ts'),
    find: "const calls = startWasShown(entry, now) ? [call('left', event, '', reasons, now)] : [];",
    replace: "const calls = [call('left', event, '', reasons, now)];",
    faults: ['screen'],
  },
  {
    name: 'not-reported-on-a-new-link',
    file: device('connection/reporter.ts'),
    find: '      told = null;\n',
    replace: '',
    faults: ['reset'],
  },
  {
    name: 'nested-are-left-behind',
    file: service('directory/members.ts'),
    find: '  await settleMembers(unit, above);\n  const action = nested',
    replace: '  const action = nested',
    faults: ['path'],
  },
  {
    name: 'left-is-not-told',
    file: device('notices/decide.ts'),
    find: "const calls = startWasShown(entry, now) ? [call('left', event, '', reasons, now)] : [];",
    replace: 'const calls: readonly Call[] = [];',
    faults: ['path'],
  },
  {
    name: 'left-while-in',
    file: device('notices/decide.ts'),
    find: 'if (own?.maybeSeen === false) return there;',
    replace: "if (own?.maybeSeen === false) return { ...there, calls: [call('left', event, '', [], now)] };",
    faults: ['path'],
  },
  {
    name: 'left-twice',
    file: device('notices/decide.ts'),
    find: "const calls = startWasShown(entry, now) ? [call('left', event, '', reasons, now)] : [];",
    replace:
      "const calls = startWasShown(entry, now) ? [1, 2, 3].map(() => call('left', event, '', reasons, now)) : [];",
    faults: ['path'],
  },
  {
    name: 'blocked-is-not-told',
    file: device('notices/decide.ts'),
    find: "return { ...there, calls: [call('blocked', verdict.event, '', verdict.reasons, now)] };",
    replace: 'return there;',
    faults: ['path'],
  },
  {
    name: 'blocked-with-every-look',
    file: device('notices/decide.ts'),
    find: "  if (entry.phase === 'blocked') return there;\n",
    replace: '',
    faults: ['path'],
  },
  {
    name: 'blocked-whatever-is-in-the-way',
    file: device('notices/decide.ts'),
    find: 'if (isBlocked(verdict)) return blocked(entry, verdict, now);',
    replace: "if (verdict.status === 'current') return blocked(entry, verdict, now);",
    faults: ['path'],
  },
  {
    name: 'no-quiet-line',
    file: device('notices/decide.ts'),
    find: 'return ranWhileOffline(verdict, now) ? missed(entry, verdict.event, now) : nothing(known ?? null);',
    replace: 'return nothing(known ?? null);',
    faults: ['path'],
  },
  {
    name: 'quiet-line-twice',
    file: device('notices/decide.ts'),
    find: "const calls = [call('missed', event, '', [], now)];",
    replace: "const calls = [1, 2].map(() => call('missed', event, '', [], now));",
    faults: ['path'],
  },
  {
    name: 'no-ping',
    file: service('channel/link-driver.ts'),
    find: '    context.send(link, PING_FRAME);\n',
    replace: '',
    faults: ['swallowed'],
  },
];
