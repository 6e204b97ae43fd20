/** A whole device over fakes at its ports, a scripted service, and clocks that the test steers. */
import { ed25519Keys } from '../../../electron/adapters/keys.ts';
import { mailWriter } from '../../../electron/adapters/mail-writer/mail-writer.ts';
import { createDevice } from '../../../electron/device/device.ts';
import type { DevicePorts, PowerSignal } from '../../../electron/device/ports.ts';
import type { Device } from '../../../electron/device/snapshot.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { createEmitter } from '../../../shared/lib/emitter.ts';
import type { Notice } from '../../../shared/domain/notice.ts';
import { createMemoryKept } from '../../../electron/adapters/kept-writing/memory-kept.ts';
import { createMemoryFurther } from '../../../electron/adapters/mail-store/memory-further.ts';
import { createFakeMailStore } from '../../fakes/memory-mail-store.ts';
import { createFakeRecords } from '../../fakes/memory-records.ts';
import { createScriptedService } from '../../fakes/scripted-service.ts';
import { createSteeredClock } from '../../fakes/steered-clock.ts';
import { recordingLog } from '../recording-log.ts';

export const START_MS = Date.parse('2026-11-23T08:00:00.000Z');

export interface DeviceRig {
  readonly clock: ReturnType<typeof createSteeredClock>;
  readonly service: ReturnType<typeof createScriptedService>;
  readonly records: ReturnType<typeof createFakeRecords>;
  readonly log: ReturnType<typeof recordingLog>;
  readonly mail: ReturnType<typeof createFakeMailStore>;
  /** Shown by the operating system, in order. */
  readonly shown: readonly Notice[];
  /** `start Mail is down`, `left not-in-affected-group`: shown since this was last asked. */
  readonly news: () => readonly string[];
  readonly power: (signal: PowerSignal) => void;
  /** Every mode that was published, without repetitions. */
  readonly modes: readonly string[];
  readonly device: () => Device;
  readonly snapshot: () => DeviceSnapshot;
  readonly call: Device['dispatch'];
  /** Lets time pass, and everything that it sets off come to rest. */
  readonly pass: (ms: number) => Promise<void>;
  readonly signIn: () => Promise<void>;
  /** kill -9 and a new process: nothing is told to the old device, nothing of it goes on. */
  readonly kill: () => void;
  readonly startAgain: (changes?: Partial<DevicePorts>) => Promise<void>;
  /** What the notifier does instead of showing. */
  readonly refuseNotices: (refuse: boolean) => void;
}

/** Promises in flight settle in a few turns of the event loop; nothing here waits for real time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function createDeviceRig(changes: Partial<DevicePorts> = {}): DeviceRig {
  const clock = createSteeredClock(START_MS);
  const service = createScriptedService(() => START_MS + clock.elapsedMs());
  const records = createFakeRecords();
  const log = recordingLog();
  const mail = createFakeMailStore();
  const further = createMemoryFurther();
  const kept = createMemoryKept();
  const powerSignals = createEmitter<PowerSignal>();
  const shown: Notice[] = [];
  const modes: string[] = [];
  let refuses = false;
  let told = 0;
  let nextId = 0;
  let life = 0;

  function boot(overrides: Partial<DevicePorts>): Device {
    const mine = (life += 1);
    /** A process that was killed hears and does nothing more. */
    const alive = (): boolean => life === mine;
    const ports: DevicePorts = {
      clock: { ...clock, schedule: (delayMs, run) => clock.schedule(delayMs, () => alive() && run()) },
      chance: { uniform: () => 0.5, id: () => `id-${String((nextId += 1))}` },
      sockets: {
        open: (url, subprotocol, listener) =>
          service.sockets.open(url, subprotocol, {
            opened: () => alive() && listener.opened(),
            heard: () => alive() && listener.heard(),
            text: (frame) => alive() && listener.text(frame),
            closed: (code, reason) => alive() && listener.closed(code, reason),
          }),
      },
      http: service.http,
      keys: ed25519Keys,
      records: {
        ...records,
        write: (list) => (alive() ? records.write(list) : new Promise(() => undefined)),
      },
      mail,
      furtherMail: further.of,
      kept,
      parser: {
        read: () => Promise.reject(new Error('not asked for')),
        part: () => Promise.reject(new Error('not asked for')),
        stop: () => Promise.resolve(),
      },
      writer: mailWriter,
      notifier: {
        async show(notice) {
          if (refuses) throw new Error('no window');
          if (alive()) shown.push(notice);
        },
      },
      power: { subscribe: powerSignals.subscribe },
      log,
      crashPoint: () => undefined,
      ...changes,
      ...overrides,
    };
    const device = createDevice(ports, {
      deviceName: 'desk',
      platform: 'linux',
      appVersion: '1.0.0',
      protection: 'file',
      cachedModeByDefault: true,
      serviceUrl: null,
    });
    device.subscribe(({ mode }) => {
      if (modes.at(-1) !== mode.mode) modes.push(mode.mode);
    });
    return device;
  }

  let device = boot({});
  const signInput = { serviceUrl: 'https://mail.example', email: 'ada@example.com', password: 'secret' };
  return {
    clock,
    service,
    records,
    log,
    mail,
    shown,
    modes,
    news() {
      const fresh = shown.slice(told);
      told = shown.length;
      return fresh.map(({ kind, text, reasons }) =>
        [kind, text, ...reasons].filter((word) => word !== '').join(' '),
      );
    },
    power: powerSignals.emit,
    device: () => device,
    snapshot: () => device.snapshot(),
    call: (name, input) => device.dispatch(name, input),
    async pass(ms) {
      const untilMs = clock.monotonicMs() + ms;
      // In steps, so that answers to what one timer set off come before the next.
      while (clock.monotonicMs() < untilMs) {
        clock.advance(Math.min(stepMs(ms), untilMs - clock.monotonicMs()));
        await settle();
      }
      await settle();
    },
    async signIn() {
      await device.start();
      const answer = await device.dispatch('session.signIn', signInput);
      if (!answer.ok) throw new Error(answer.problem.message);
      await settle();
    },
    kill() {
      life += 1;
      service.freeze();
    },
    async startAgain(overrides = {}) {
      life += 1;
      service.freeze();
      device = boot(overrides);
      await device.start();
      await settle();
    },
    refuseNotices: (refuse) => {
      refuses = refuse;
    },
  };
}

function stepMs(ms: number): number {
  return Math.max(500, Math.ceil(ms / 200));
}
