/**
 * What passes between the shell and the device's process, both of the same build.
 *
 * Only the envelope is checked: neither side passes on anything that came from outside without having parsed it, and a
 * snapshot of a whole device a hundred times a second would be parsed for nobody's good.
 */
import type { CallAnswer, CallInput, DeviceProcessCall } from '../../shared/bridge/calls.ts';
import type { DeviceSnapshot } from '../../shared/bridge/snapshot.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import type { Route } from '../adapters/network/route.ts';

/** What the device's process is told once, as its first message. */
export interface DeviceStart {
  readonly stateDir: string;
  readonly deviceName: string;
  readonly platform: string;
  readonly appVersion: string;
  /** Where the registered service is now, when it moved; null: where it was. */
  readonly serviceUrl: string | null;
  /** A PEM file of further authorities; null: none. */
  readonly authorityFile: string | null;
}

export type CallRequest = {
  readonly [Name in DeviceProcessCall]: {
    readonly kind: 'call';
    readonly id: number;
    readonly name: Name;
    readonly input: CallInput<Name>;
  };
}[DeviceProcessCall];

/** What is asked of the operating system's secret store, which only the shell can reach. */
export type SecretRequest =
  | { readonly job: 'backend' }
  | { readonly job: 'encrypt'; readonly text: string }
  | { readonly job: 'decrypt'; readonly sealed: Uint8Array };

export type SecretResult =
  | { readonly ok: true; readonly value: string | Uint8Array | null }
  | { readonly ok: false; readonly message: string };

export type ToDevice =
  | { readonly kind: 'start'; readonly start: DeviceStart }
  | CallRequest
  | { readonly kind: 'secret-done'; readonly id: number; readonly result: SecretResult }
  | { readonly kind: 'route-done'; readonly id: number; readonly routes: readonly Route[] };

export type FromDevice =
  | { readonly kind: 'snapshot'; readonly snapshot: DeviceSnapshot }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: CallAnswer<DeviceProcessCall> }
  /** To be put before the person; `notices.shown` says when that has happened. */
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'secret'; readonly id: number; readonly request: SecretRequest }
  /** Which way leads to this address. */
  | { readonly kind: 'route'; readonly id: number; readonly url: string }
  | {
      readonly kind: 'log';
      readonly level: 'info' | 'warn' | 'error';
      readonly message: string;
      readonly fields: Readonly<Record<string, unknown>>;
    }
  /** The state cannot be opened; the shell ends the process and tries again later. */
  | { readonly kind: 'failed'; readonly reason: string };

const kindsToDevice: readonly string[] = [
  'start',
  'call',
  'secret-done',
  'route-done',
] satisfies ToDevice['kind'][];
const kindsFromDevice: readonly string[] = [
  'snapshot',
  'answer',
  'notice',
  'secret',
  'route',
  'log',
  'failed',
] satisfies FromDevice['kind'][];

export function isToDevice(message: unknown): message is ToDevice {
  return kindsToDevice.includes(kindOf(message));
}

export function isFromDevice(message: unknown): message is FromDevice {
  return kindsFromDevice.includes(kindOf(message));
}

function kindOf(message: unknown): string {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return '';
  return typeof message.kind === 'string' ? message.kind : '';
}
