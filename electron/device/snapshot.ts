/** The device's façade towards its owner: what it publishes and what it can be told. */
import type { CallAnswer, CallInput, DeviceProcessCall } from '../../shared/bridge/calls.ts';
import type { DeviceSnapshot } from '../../shared/bridge/snapshot.ts';
import type { Stop } from '../../shared/lib/emitter.ts';

/** Calls that the device itself answers; protection and unlocking belong to whoever opens its stores. */
export type DeviceCall = Exclude<
  DeviceProcessCall,
  'session.protect' | 'session.unlock' | 'device.stop' | 'notices.shown' | 'power.signal'
>;

export interface Device {
  /** Reads what is known, derives the mode from it at once, then connects. */
  readonly start: () => Promise<void>;
  /** Closes the link, lets writes in flight end. */
  readonly stop: () => Promise<void>;
  /** A disk that refuses is an answer too: `disk-full` or `disk-error`, and nothing was done. */
  readonly dispatch: <Name extends DeviceCall>(
    name: Name,
    input: CallInput<Name>,
  ) => Promise<CallAnswer<Name>>;
  readonly snapshot: () => DeviceSnapshot;
  readonly subscribe: (listener: (snapshot: DeviceSnapshot) => void) => Stop;
}

export interface DeviceConfig {
  readonly deviceName: string;
  readonly platform: string;
  readonly appVersion: string;
  /** How the stores given to it are protected, for the Status page. */
  readonly protection: Extract<DeviceSnapshot['session'], { state: 'signed-in' }>['protection'];
  /** Cached mode to begin with, before anything was chosen. */
  readonly cachedModeByDefault: boolean;
  /** Where the registered service is now, when it moved; null: where it was. It proves itself by its id. */
  readonly serviceUrl: string | null;
}
