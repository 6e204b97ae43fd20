/** Composition root of the utility process in which the device lives. */
import { systemChance } from './adapters/chance.ts';
import { createHttp } from './adapters/http.ts';
import { ed25519Keys } from './adapters/keys.ts';
import { createMailParser } from './adapters/mail-parser/mail-parser.ts';
import { mailWriter } from './adapters/mail-writer/mail-writer.ts';
import { createNetwork } from './adapters/network/network.ts';
import { systemClock } from './adapters/system-clock.ts';
import { createWebSockets } from './adapters/web-socket.ts';
import { createDeviceKeeper, type DeviceKeeper } from './bridge/device-keeper.ts';
import { createNoticeGate } from './bridge/notice-gate.ts';
import { isToDevice, type DeviceStart, type FromDevice, type ToDevice } from './bridge/process-messages.ts';
import { createRouteProxy } from './bridge/route-requests.ts';
import { createSecretProxy } from './bridge/secret-requests.ts';
import { createShellServer } from './bridge/serve-shell.ts';
import { createDevice } from './device/device.ts';
import type { Log, PowerSignal } from './device/ports.ts';
import { createEmitter } from '../shared/lib/emitter.ts';

const send = (message: FromDevice): void => {
  process.parentPort.postMessage(message);
};
const log: Log = {
  write: (level, message, fields = {}) => send({ kind: 'log', level, message, fields }),
};
const secrets = createSecretProxy((id, request) => send({ kind: 'secret', id, request }));
const routes = createRouteProxy((id, url) => send({ kind: 'route', id, url }));
const notices = createNoticeGate((notice) => send({ kind: 'notice', notice }));
const power = createEmitter<PowerSignal>();
// The build puts it beside this file.
const parser = createMailParser(new URL('./mail-worker.js', import.meta.url), log);

let keeper: DeviceKeeper | null = null;
let serve: ReturnType<typeof createShellServer> | null = null;

function keeperFor({ stateDir, authorityFile, ...config }: DeviceStart): DeviceKeeper {
  const network = createNetwork({ findRoutes: routes.findRoutes, authorityFile, environment: process.env });
  return createDeviceKeeper({
    folder: stateDir,
    safeStorage: secrets.storage,
    log,
    createDevice: (state, protection) =>
      createDevice(
        {
          clock: systemClock,
          chance: systemChance,
          sockets: createWebSockets(network),
          http: createHttp(network),
          keys: ed25519Keys,
          records: state.records,
          mail: state.mail,
          furtherMail: state.furtherMail,
          kept: state.kept,
          parser,
          writer: mailWriter,
          notifier: notices.notifier,
          power: { subscribe: power.subscribe },
          log,
          crashPoint: () => undefined,
        },
        { ...config, protection, cachedModeByDefault: true },
      ),
    publish: (snapshot) => send({ kind: 'snapshot', snapshot }),
  });
}

async function start(settings: DeviceStart): Promise<void> {
  const opened = keeperFor(settings);
  keeper = opened;
  serve = createShellServer(
    {
      ...opened.handlers,
      'notices.shown': async ({ id }) => done(() => notices.shown(id)),
      'power.signal': async (signal) => done(() => power.emit(signal)),
      async 'device.stop'() {
        await stop();
        return { ok: true, value: null };
      },
    },
    send,
    log,
  );
  try {
    await opened.start();
  } catch (error) {
    // The shell ends this process: it knows then that it has heard why.
    send({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
}

async function stop(): Promise<void> {
  await keeper?.stop();
  await parser.stop();
}

function done(act: () => void): { readonly ok: true; readonly value: null } {
  act();
  return { ok: true, value: null };
}

function receive(message: ToDevice): void {
  switch (message.kind) {
    case 'start':
      void start(message.start);
      return;
    case 'call':
      void serve?.(message);
      return;
    case 'secret-done':
      secrets.settle(message.id, message.result);
      return;
    case 'route-done':
      routes.settle(message.id, message.routes);
      return;
  }
}

process.parentPort.on('message', ({ data }: { readonly data: unknown }) => {
  if (isToDevice(data)) receive(data);
  else log.write('error', 'the shell sent something unknown');
});
