/** One simulated computer with the real device on it: power, two clocks, a disk, a screen, and lives that end. */
import { createMemoryKept } from '../../electron/adapters/kept-writing/memory-kept.ts';
import { createMemoryFurther } from '../../electron/adapters/mail-store/memory-further.ts';
import { createMemoryMailStore } from '../../electron/adapters/mail-store/memory-mail-store.ts';
import { createDevice } from '../../electron/device/device.ts';
import type { CrashPoint, DevicePorts, PowerSignal, RecordChange } from '../../electron/device/ports.ts';
import type { Device } from '../../electron/device/snapshot.ts';
import type { DeviceSnapshot } from '../../shared/bridge/snapshot.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import { createEmitter } from '../../shared/lib/emitter.ts';
import { createComputerClock, type ComputerClock } from './computer-clock.ts';
import { createDisk, type Disk } from './disk.ts';
import type { Line } from './network.ts';
import { plainKeys } from './plain-secrets.ts';
import { createRandom } from './random.ts';
import { createScreen, type Screen } from './screen.ts';
import type { Timeline } from './timeline.ts';

export interface Computer {
  readonly index: number;
  readonly clock: ComputerClock;
  readonly disk: Disk;
  readonly screen: Screen;
  readonly line: Line;
  readonly power: () => 'on' | 'asleep';
  /** null: its process does not run, or is on its way out. */
  readonly device: () => Device | null;
  /** How often its process was started. */
  readonly life: () => number;
  /** What the device last said of itself; what it would show. */
  readonly snapshot: () => DeviceSnapshot | null;
  readonly boot: () => void;
  readonly kill: () => void;
  readonly stop: () => void;
  /** Dies when it next comes by this place. */
  readonly armCrash: (point: CrashPoint | null) => void;
  readonly sleep: (monotonicStops: boolean) => void;
  /** The system tells the device `toldAfterMs` later. */
  readonly wake: (toldAfterMs: number) => void;
  readonly signal: (signal: PowerSignal) => void;
}

export interface ComputerEvents {
  readonly published: (computer: Computer) => void;
  readonly painted: (computer: Computer, notice: Notice) => void;
  readonly written: (computer: Computer, changes: readonly RecordChange[]) => void;
  readonly refused: (computer: Computer, changes: readonly RecordChange[]) => void;
  readonly wiped: (computer: Computer) => void;
  readonly died: (computer: Computer) => void;
  readonly booted: (computer: Computer) => void;
  readonly failed: (error: unknown) => void;
  readonly logged: (computer: Computer, message: string, fields?: Readonly<Record<string, unknown>>) => void;
}

interface ComputerNeeds {
  readonly index: number;
  readonly seed: number;
  readonly timeline: Timeline;
  readonly line: Line;
  readonly drift: number;
}

interface Life {
  readonly number: number;
  readonly device: Device;
  isAlive: boolean;
  isStopping: boolean;
  snapshot: DeviceSnapshot | null;
}

const SYNC_MS = { low: 1, high: 80 };

export function createComputer(needs: ComputerNeeds, events: ComputerEvents): Computer {
  const { index, seed, timeline, line } = needs;
  const random = createRandom(seed, `computer ${index}`);
  const clock = createComputerClock(timeline, needs.drift);
  const power = createEmitter<PowerSignal>();
  let life: Life | null = null;
  let lives = 0;
  let armed: CrashPoint | null = null;
  let isAsleep = false;
  const disk = createDisk({
    nowMs: timeline.nowMs,
    afterSync: (run) => void clock.schedule(random.whole(SYNC_MS.low, SYNC_MS.high), run),
    written: (changes) => events.written(computer, changes),
    refused: (changes) => events.refused(computer, changes),
    wiped: () => events.wiped(computer),
  });
  const screen = createScreen({
    timeline,
    random,
    painted: (notice) => events.painted(computer, notice),
  });
  const mail = createMemoryMailStore();
  const further = createMemoryFurther();
  const kept = createMemoryKept();

  const die = (): void => {
    if (life === null) return;
    life.isAlive = false;
    life = null;
    line.lostDevice();
    events.died(computer);
  };
  const portsFor = (isAlive: () => boolean): DevicePorts => {
    const chance = createRandom(seed, `device ${index} life ${lives}`);
    return {
      clock: clock.forLife(isAlive),
      chance,
      sockets: line.sockets(isAlive),
      http: { request: (request) => (isAlive() ? line.http.request(request) : new Promise(() => undefined)) },
      keys: plainKeys(`${seed} ${index} ${lives}`),
      records: disk.open(isAlive),
      mail,
      furtherMail: further.of,
      kept,
      parser: { read: notAsked, part: notAsked, stop: async () => undefined },
      writer: { write: notAsked },
      notifier: screen.forLife(isAlive),
      power: { subscribe: (listener) => power.subscribe((signal) => isAlive() && listener(signal)) },
      log: { write: (_level, message, fields) => events.logged(computer, message, fields) },
      crashPoint(name) {
        if (armed !== name || !isAlive()) return;
        armed = null;
        die();
      },
    };
  };
  const boot = (): void => {
    if (life !== null) return;
    lives += 1;
    const isAlive = (): boolean => next.isAlive;
    const device = createDevice(portsFor(isAlive), { ...CONFIG, deviceName: `computer ${index}` });
    const next: Life = { number: lives, device, isAlive: true, isStopping: false, snapshot: null };
    life = next;
    device.subscribe((snapshot) => {
      if (!next.isAlive) return;
      next.snapshot = snapshot;
      events.published(computer);
    });
    device.start().then(() => {
      if (!next.isAlive) return;
      next.snapshot = device.snapshot();
      events.booted(computer);
    }, events.failed);
  };
  const computer: Computer = {
    index,
    clock,
    disk,
    screen,
    line,
    power: () => (isAsleep ? 'asleep' : 'on'),
    device: () => (life?.isStopping === false ? life.device : null),
    life: () => lives,
    snapshot: () => life?.snapshot ?? null,
    boot,
    kill: die,
    stop() {
      const stopping = life;
      if (stopping === null) return;
      stopping.isStopping = true;
      stopping.device.stop().then(() => {
        if (life === stopping) die();
      }, events.failed);
    },
    armCrash(point) {
      armed = point;
    },
    sleep(monotonicStops) {
      isAsleep = true;
      clock.sleep(monotonicStops);
      line.sleep(true);
    },
    wake(toldAfterMs) {
      isAsleep = false;
      clock.wake();
      line.sleep(false);
      timeline.after(toldAfterMs, () => !isAsleep && power.emit('wake'));
    },
    signal: power.emit,
  };
  return computer;
}

const notAsked = (): Promise<never> => Promise.reject(new Error('mail is not simulated'));

const CONFIG = {
  platform: 'linux',
  appVersion: '1.0.0',
  protection: 'memory',
  cachedModeByDefault: true,
  serviceUrl: null,
} as const;
