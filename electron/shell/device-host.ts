/** Keeps the device's process running: starts it, passes calls, restarts it after a crash, and says when it is not there. */
import { backoffDelayMs, type BackoffPolicy } from '../../shared/lib/backoff.ts';
import { assertNever } from '../../shared/lib/assert-never.ts';
import { createEmitter, type Stop } from '../../shared/lib/emitter.ts';
import type { CallAnswer, CallInput, CallProblem, DeviceProcessCall } from '../../shared/bridge/calls.ts';
import type { DeviceSnapshot } from '../../shared/bridge/snapshot.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import type { FindRoutes } from '../adapters/network/route.ts';
import type { SafeStorage } from '../adapters/secret-box/safe-storage.ts';
import { answerSecret } from '../bridge/secret-requests.ts';
import { createPendingCalls } from '../bridge/pending-calls.ts';
import { isFromDevice, type DeviceStart, type FromDevice } from '../bridge/process-messages.ts';
import type { Log } from '../device/ports.ts';

/** The part of Electron's UtilityProcess that is used. */
export interface ChildProcess {
  readonly postMessage: (message: unknown) => void;
  readonly kill: () => boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
}

export interface DeviceHostDeps {
  readonly fork: () => ChildProcess;
  readonly start: DeviceStart;
  readonly secrets: SafeStorage;
  readonly findRoutes: FindRoutes;
  /** Resolves once the notice was on screen. */
  readonly showNotice: (notice: Notice) => Promise<void>;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
  readonly chance: () => number;
  readonly log: Log;
}

export interface DeviceHost {
  readonly call: <Name extends DeviceProcessCall>(
    name: Name,
    input: CallInput<Name>,
  ) => Promise<CallAnswer<Name>>;
  readonly onSnapshot: (listener: (snapshot: DeviceSnapshot) => void) => Stop;
  /** A sentence in English for the log and a window that knows no better; null while the process runs. */
  readonly onProblem: (listener: (problem: string | null) => void) => Stop;
  readonly stop: () => Promise<void>;
}

const restartPolicy: BackoffPolicy = { baseMs: 500, factor: 2, capMs: 30_000 };
/** A process that ran this long had a fault of its own, not one that every start meets. */
const stableAfterMs = 60_000;
/** Writes in flight end within this; then it is killed, and its records are safe against that. */
const stopWithinMs = 5_000;

type State =
  | {
      readonly is: 'running';
      readonly child: ChildProcess;
      readonly failures: number;
      readonly cancelStable: Stop;
    }
  | { readonly is: 'waiting'; readonly failures: number; readonly cancelRestart: Stop }
  | { readonly is: 'stopped' };

export function startDeviceHost(deps: DeviceHostDeps): DeviceHost {
  const snapshots = createEmitter<DeviceSnapshot>();
  const problems = createEmitter<string | null>();
  const pending = createPendingCalls();
  let state: State = { is: 'stopped' };
  let reason: string | null = null;

  function run(failures: number): void {
    const child = deps.fork();
    const cancelStable = deps.schedule(stableAfterMs, () => {
      if (state.is === 'running') state = { ...state, failures: 0 };
    });
    state = { is: 'running', child, failures, cancelStable };
    reason = null;
    child.on('message', (message) => {
      if (isFromDevice(message)) receive(child, message);
      else deps.log.write('error', 'the device process sent something unknown');
    });
    child.once('exit', (code) => ended(child, code));
    child.postMessage({ kind: 'start', start: deps.start });
  }

  function ended(child: ChildProcess, code: number): void {
    if (state.is !== 'running' || state.child !== child) return;
    state.cancelStable();
    pending.failAll(restarting);
    const failures = state.failures + 1;
    const delayMs = restartPolicy.baseMs + backoffDelayMs(restartPolicy, failures - 1, deps.chance());
    deps.log.write('error', 'the device process ended', { code, failures, delayMs });
    state = { is: 'waiting', failures, cancelRestart: deps.schedule(delayMs, () => run(failures)) };
    problems.emit(reason ?? `The device's process ended with code ${code}; it is being restarted.`);
  }

  function receive(child: ChildProcess, message: FromDevice): void {
    switch (message.kind) {
      case 'snapshot':
        problems.emit(null);
        snapshots.emit(message.snapshot);
        return;
      case 'answer':
        pending.settle(message.id, message.answer);
        return;
      case 'notice':
        void show(message.notice);
        return;
      case 'secret':
        void keepSecret(child, message);
        return;
      case 'route':
        void findWay(child, message);
        return;
      case 'log':
        deps.log.write(message.level, message.message, message.fields);
        return;
      case 'failed':
        reason = message.reason;
        deps.log.write('error', 'the device could not start', { reason });
        child.kill();
        return;
      default:
        assertNever(message);
    }
  }

  async function show(notice: Notice): Promise<void> {
    try {
      await deps.showNotice(notice);
    } catch (error) {
      // Not shown, so not said to be: the device offers it again after its next start.
      deps.log.write('warn', 'a notice could not be shown', { error: String(error) });
      return;
    }
    await call('notices.shown', { id: notice.id });
  }

  async function findWay(
    child: ChildProcess,
    { id, url }: Extract<FromDevice, { kind: 'route' }>,
  ): Promise<void> {
    child.postMessage({ kind: 'route-done', id, routes: await deps.findRoutes(url) });
  }

  async function keepSecret(
    child: ChildProcess,
    { id, request }: Extract<FromDevice, { kind: 'secret' }>,
  ): Promise<void> {
    child.postMessage({ kind: 'secret-done', id, result: await answerSecret(deps.secrets, request) });
  }

  function call<Name extends DeviceProcessCall>(
    name: Name,
    input: CallInput<Name>,
  ): Promise<CallAnswer<Name>> {
    if (state.is !== 'running') return Promise.resolve({ ok: false, problem: restarting });
    const { id, answer } = pending.begin(name);
    state.child.postMessage({ kind: 'call', id, name, input });
    return answer;
  }

  async function stop(): Promise<void> {
    if (state.is === 'waiting') state.cancelRestart();
    if (state.is !== 'running') return;
    const { child, cancelStable } = state;
    cancelStable();
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => {
        resolve();
      });
    });
    const asked = call('device.stop', undefined);
    state = { is: 'stopped' };
    const cancelKill = deps.schedule(stopWithinMs, () => {
      deps.log.write('error', 'the device process did not stop in time and is killed');
      child.kill();
    });
    // It answers when its writes have ended; then there is nothing left to wait for.
    void asked.then(() => child.kill());
    await exited.finally(cancelKill);
    pending.failAll(restarting);
  }

  run(0);
  return { call, onSnapshot: snapshots.subscribe, onProblem: problems.subscribe, stop };
}

const restarting: CallProblem = {
  code: 'device-restarting',
  field: null,
  message: "The device's process is being restarted.",
  retryAfterMs: 1_000,
};
