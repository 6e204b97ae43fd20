/** A real device and the real service in one process: real HTTP and sockets on loopback, both clocks steered by the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { systemChance } from '../../electron/adapters/chance.ts';
import { nodeHttp, webSockets } from '../electron/adapters/plain-network.ts';
import { ed25519Keys } from '../../electron/adapters/keys.ts';
import { createMemoryKept } from '../../electron/adapters/kept-writing/memory-kept.ts';
import { createMemoryFurther } from '../../electron/adapters/mail-store/memory-further.ts';
import { createMemoryMailStore } from '../../electron/adapters/mail-store/memory-mail-store.ts';
import { noPowerSignals } from '../../electron/adapters/no-power-signals.ts';
import { createMemoryRecords } from '../../electron/adapters/records/memory-records.ts';
import { mailWriter } from '../../electron/adapters/mail-writer/mail-writer.ts';
import { createDevice } from '../../electron/device/device.ts';
import type { DevicePorts, HttpAnswer, HttpRequest } from '../../electron/device/ports.ts';
import type { Device } from '../../electron/device/snapshot.ts';
import type { DeviceSnapshot } from '../../shared/bridge/snapshot.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import { createSteeredClock } from '../fakes/steered-clock.ts';
import { connectSmtp, sendRaw } from '../service/gateway/raw-smtp.ts';
import { START_MS, startRig, text, type ServiceRig } from '../service/service-rig.ts';

export { START_MS };
export const at = (ms: number): string => fromMs(START_MS + ms);

const EMAIL = 'ada@north.example';
const PASSWORD = 'cloud-password';
/** The device knows the service by this; the port behind it changes when the service restarts. */
const SERVICE_URL = 'http://127.0.0.1:9';

export interface Journey {
  /** `path` below /api/v1, as administrator; throws when it is refused. */
  readonly admin: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** An event of the group, with fields to replace; its id. */
  readonly addEvent: (fields?: Readonly<Record<string, unknown>>) => Promise<string>;
  /** From outside, by SMTP. */
  readonly deliver: (to: string, subject: string) => Promise<void>;
  readonly groupId: string;
  readonly userId: string;
  readonly device: () => Device;
  readonly snapshot: () => DeviceSnapshot;
  /** Asks the service until it answers like this: what a device tells arrives when it arrives. */
  readonly untilService: (
    path: string,
    isSo: (answer: Readonly<Record<string, unknown>>) => boolean,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** Waits for a snapshot like this; there is no other waiting here. */
  readonly until: (isSo: (snapshot: DeviceSnapshot) => boolean) => Promise<void>;
  readonly untilMode: (mode: 'normal' | 'dr') => Promise<void>;
  readonly untilOnline: () => Promise<void>;
  /** Retries until there is a link. */
  readonly reconnect: () => Promise<void>;
  /** Waits until so many notices were shown in all; answers with `kind text` of each. */
  readonly untilShown: (count: number) => Promise<readonly string[]>;
  readonly modes: readonly string[];
  /** The network between the two. */
  readonly network: (on: boolean) => Promise<void>;
  /** Whether what is in between lets WebSockets through; the open one ends. */
  readonly webSockets: (on: boolean) => void;
  /** Time passes for both. */
  readonly pass: (ms: number) => void;
  /** Only the service's clock is moved, in the lab's way; resolves when the device follows. */
  readonly travel: (ms: number) => Promise<void>;
  readonly restartService: () => Promise<void>;
  /** The process is killed and a new one started over the same records. */
  readonly restartDevice: () => Promise<void>;
  readonly signIn: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startJourney(): Promise<Journey> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-journey-'));
  const clock = createSteeredClock(START_MS);
  const records = createMemoryRecords();
  const mail = createMemoryMailStore();
  const further = createMemoryFurther();
  const kept = createMemoryKept();
  const shown: Notice[] = [];
  const modes: string[] = [];
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  let service: ServiceRig = await startRig({ lab: true, folder });
  let isUp = true;
  let takesWebSockets = true;
  let life = 0;
  const cut = new Set<() => void>();

  const reach = (url: string): string =>
    url.replace(/^(http|ws):\/\/127\.0\.0\.1:9/u, `$1${service.service.httpUrl.slice(4)}`);

  /** The service is reached under another address than the device dials: it signs that one, too. */
  const calledOtherwise = (text: string): string => text.replaceAll(SERVICE_URL, service.service.httpUrl);
  const named = ({ url, headers }: HttpRequest): Pick<HttpRequest, 'url' | 'headers'> => ({
    url: reach(url),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, calledOtherwise(value)]),
    ),
  });

  /** Where a service says that its mailbox is, it names itself as it was called; the device called it otherwise. */
  const renamed = (answer: HttpAnswer): HttpAnswer => {
    if (
      answer.kind === 'unreachable' ||
      !(answer.headers['content-type'] ?? '').startsWith('application/json')
    )
      return answer;
    const text = Buffer.from(answer.body).toString();
    return { ...answer, body: Buffer.from(text.replaceAll(service.service.httpUrl, SERVICE_URL)) };
  };

  function boot(): Device {
    const mine = (life += 1);
    const alive = (): boolean => life === mine;
    const ports: DevicePorts = {
      clock: { ...clock, schedule: (delayMs, run) => clock.schedule(delayMs, () => alive() && run()) },
      chance: systemChance,
      sockets: {
        open(url, subprotocol, listener) {
          const socket = webSockets.open(
            isUp && takesWebSockets ? reach(url) : 'ws://127.0.0.1:1',
            subprotocol,
            {
              opened: () => alive() && listener.opened(),
              heard: () => alive() && listener.heard(),
              text: (frame) => alive() && listener.text(frame),
              closed: (code, reason) => {
                cut.delete(end);
                if (alive()) listener.closed(code, reason);
              },
            },
          );
          const named = { ...socket, send: (frame: string) => socket.send(calledOtherwise(frame)) };
          const end = (): void => {
            socket.close(1000, '');
          };
          cut.add(end);
          return named;
        },
      },
      http: {
        request: async (request) =>
          isUp
            ? renamed(await nodeHttp.request({ ...request, ...named(request) }))
            : { kind: 'unreachable', message: 'no network' },
      },
      keys: { ...ed25519Keys, sign: (key, text) => ed25519Keys.sign(key, calledOtherwise(text)) },
      records,
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
          shown.push(notice);
          changed();
        },
      },
      power: noPowerSignals,
      log: { write: () => undefined },
      crashPoint: () => undefined,
    };
    const device = createDevice(ports, {
      deviceName: 'desk',
      platform: 'linux',
      appVersion: '1.0.0',
      protection: 'memory',
      cachedModeByDefault: true,
      serviceUrl: null,
    });
    device.subscribe(({ mode }) => {
      if (!alive()) return;
      if (modes.at(-1) !== mode.mode) modes.push(mode.mode);
      changed();
    });
    return device;
  }

  const admin: Journey['admin'] = async (method, route, body) => {
    const answer = await service.call(method, `/api/v1${route}`, body === undefined ? {} : { body });
    if (answer.status >= 300) throw new Error(`${method} ${route}: ${JSON.stringify(answer.body)}`);
    return (answer.body ?? {}) as Readonly<Record<string, unknown>>;
  };
  const when = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
    });
  const until: Journey['until'] = (isSo) => when(() => isSo(device.snapshot()));
  const untilOnline = (): Promise<void> => until(({ link }) => link.state === 'online');
  /** The steered clock stands still, so no retry comes by itself; one that was under way may still fail. */
  const reconnect = (): Promise<void> =>
    until(({ link }) => {
      if (link.nextRetryAt !== null) void device.dispatch('link.retryNow', undefined);
      return link.state === 'online';
    });

  const person = {
    email: EMAIL,
    displayName: 'Ada',
    password: PASSWORD,
    permissions: { disasterRecovery: true },
  };
  const userId = text(await admin('POST', '/users', person), 'id');
  const groupId = text(await admin('POST', '/groups', { name: 'London' }), 'id');
  await admin('PUT', `/groups/${groupId}/members/${userId}`);
  let device = boot();
  await device.start();

  return {
    admin,
    async deliver(to, subject) {
      const client = await connectSmtp(service.service.smtp.port);
      const mail = Buffer.from(`Subject: ${subject}\r\n\r\nAbout ${subject}\r\n`);
      const answer = await sendRaw(client, mail, { from: 'bob@outside.example', to: [to] });
      if (!answer.startsWith('250')) throw new Error(answer);
    },
    groupId,
    userId,
    async addEvent(fields = {}) {
      const event = {
        description: 'Exchange is down',
        affectedGroupId: groupId,
        outlookContinuity: true,
        timeZone: 'Europe/London',
        start: fromMs(service.world.wallMs),
        end: null,
        startMessage: 'Mail is down',
        endMessage: 'Mail is back',
        ...fields,
      };
      return text(await admin('POST', '/events', event), 'id');
    },
    async untilService(route, isSo) {
      for (;;) {
        const answer = await admin('GET', route);
        if (isSo(answer)) return answer;
      }
    },
    device: () => device,
    snapshot: () => device.snapshot(),
    until,
    untilMode: (mode) => until((snapshot) => snapshot.mode.mode === mode),
    untilOnline,
    reconnect,
    async untilShown(count) {
      await when(() => shown.length >= count);
      return shown.map(({ kind, text: words }) => `${kind} ${words}`.trim());
    },
    modes,
    webSockets(on) {
      takesWebSockets = on;
      if (!on) for (const end of [...cut]) end();
    },
    async network(on) {
      isUp = on;
      if (on) return reconnect();
      for (const end of [...cut]) end();
      // What is said from here on is not heard any more.
      await until(({ link }) => link.state !== 'online');
    },
    pass(ms) {
      service.world.wallMs += ms;
      clock.advance(ms);
    },
    async travel(ms) {
      const before = Date.parse(device.snapshot().clock.now);
      await admin('POST', '/lab/clock', { advanceMs: ms });
      await until(({ clock: { now } }) => Math.abs(Date.parse(now) - before - ms) < 1000);
    },
    async restartService() {
      const { wallMs } = service.world;
      await service.stop();
      service = await startRig({ lab: true, folder });
      service.world.wallMs = wallMs;
    },
    async restartDevice() {
      device = boot();
      await device.start();
    },
    async signIn() {
      const answer = await device.dispatch('session.signIn', {
        serviceUrl: SERVICE_URL,
        email: EMAIL,
        password: PASSWORD,
      });
      if (!answer.ok) throw new Error(answer.problem.message);
      await untilOnline();
    },
    async stop() {
      await device.stop();
      life += 1;
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
