/** Builds a headless device over a state folder: the same device as in the app, the adapters of a plain Node process. */
import { hostname } from 'node:os';
import process from 'node:process';
import { systemChance } from '../../electron/adapters/chance.ts';
import { createHttp } from '../../electron/adapters/http.ts';
import { ed25519Keys } from '../../electron/adapters/keys.ts';
import { createMailParser } from '../../electron/adapters/mail-parser/mail-parser.ts';
import { mailWriter } from '../../electron/adapters/mail-writer/mail-writer.ts';
import { createNetwork } from '../../electron/adapters/network/network.ts';
import { createEnvironmentRoutes } from '../../electron/adapters/network/routes-from-environment.ts';
import { noPowerSignals } from '../../electron/adapters/no-power-signals.ts';
import { fileKeyBox } from '../../electron/adapters/secret-box/file-key.ts';
import { passphraseBox } from '../../electron/adapters/secret-box/passphrase.ts';
import type { SecretBox } from '../../electron/adapters/secret-box/secret-box.ts';
import { openState } from '../../electron/adapters/state/open-state.ts';
import { statePaths } from '../../electron/adapters/state/state-paths.ts';
import { systemClock } from '../../electron/adapters/system-clock.ts';
import { createWebSockets } from '../../electron/adapters/web-socket.ts';
import { createDevice } from '../../electron/device/device.ts';
import type { CrashPoint, DevicePorts, Log, Notifier } from '../../electron/device/ports.ts';
import type { Device } from '../../electron/device/snapshot.ts';
import { armCrashPoint, type CrashPoints } from '../../shared/lib/crash-point.ts';
import type { DeviceOptions } from './options.ts';

export interface OpenedDevice {
  readonly device: Device;
  /** Ends the device and gives the state folder back. */
  readonly close: () => Promise<void>;
}

export interface HeadlessNeeds {
  readonly notifier: Notifier;
  readonly log: Log;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly appVersion: string;
}

/** Rejects when another process has the folder, when its keys do not open it, or when a newer version wrote it. */
export async function openHeadlessDevice(
  options: DeviceOptions,
  needs: HeadlessNeeds,
): Promise<OpenedDevice> {
  const { log, notifier, environment, appVersion } = needs;
  const crashPoint = armCrashPoint<CrashPoint>(environment['CONTINUITY_CRASH_AT'], () => {
    process.kill(process.pid, 'SIGKILL');
  });
  const box = secretBox(options.stateFolder, environment['CONTINUITY_STATE_KEY'], crashPoint);
  const state = await openState({ folder: options.stateFolder, box, log, crashPoint });
  const parser = createMailParser(new URL('../../electron/mail-worker.ts', import.meta.url), log);
  const device = createDevice(
    {
      clock: systemClock,
      chance: systemChance,
      ...reachedBy(options, environment),
      keys: ed25519Keys,
      ...state,
      parser,
      writer: mailWriter,
      notifier,
      power: noPowerSignals,
      log,
      crashPoint,
    },
    {
      deviceName: `${hostname()} (headless)`,
      platform: process.platform,
      appVersion,
      protection: state.protection(),
      cachedModeByDefault: options.cachedMode,
      serviceUrl: options.serviceUrl,
    },
  );
  return {
    device,
    async close() {
      await device.stop();
      await parser.stop();
      await state.close();
    },
  };
}

function reachedBy(
  { authorityFile }: DeviceOptions,
  environment: HeadlessNeeds['environment'],
): Pick<DevicePorts, 'http' | 'sockets'> {
  const findRoutes = createEnvironmentRoutes(environment);
  const network = createNetwork({ findRoutes, authorityFile, environment });
  return { http: createHttp(network), sockets: createWebSockets(network) };
}

function secretBox(folder: string, key: string | undefined, crashPoint: CrashPoints<CrashPoint>): SecretBox {
  return key === undefined || key === ''
    ? fileKeyBox(statePaths(folder).keyFile, crashPoint)
    : passphraseBox('environment', key);
}
