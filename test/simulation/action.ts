/** All that can happen in a simulation, as plain data: a script of these can be printed, shortened and replayed. */
import type { CrashPoint, RecordKind, StoreError } from '../../electron/device/ports.ts';
import type { PathState } from './path.ts';

export interface EventEdit {
  readonly startInMs?: number;
  /** From now; null: Eternal. */
  readonly endInMs?: number | null;
  readonly startMessage?: string;
  readonly endMessage?: string;
  readonly group?: number;
  readonly outlookContinuity?: boolean;
}

type At<Name extends string> = { readonly do: Name; readonly computer: number };

/** People, groups, computers and events by their number; one that is not there, or no longer fits, does nothing. */
export type AdministratorDeed =
  | {
      readonly do: 'create';
      readonly event: number;
      readonly group: number;
      readonly startInMs: number;
      readonly lengthMs: number | null;
      readonly outlookContinuity: boolean;
    }
  | { readonly do: 'edit'; readonly event: number; readonly edit: EventEdit }
  | { readonly do: 'end'; readonly event: number }
  | { readonly do: 'delete'; readonly event: number }
  | { readonly do: 'extend'; readonly event: number; readonly minutes: number }
  | { readonly do: 'member'; readonly person: number; readonly group: number; readonly member: boolean }
  | { readonly do: 'nest'; readonly group: number; readonly inner: number; readonly nested: boolean }
  | { readonly do: 'permission'; readonly person: number; readonly allowed: boolean }
  | At<'revoke'>;

export type PersonDeed =
  (At<'cached'> & { readonly on: boolean }) | At<'sign-in'> | At<'sign-out'> | At<'retry'>;

export type LineDeed =
  | (At<'path'> & { readonly state: PathState })
  | (At<'latency'> & { readonly highMs: number })
  | (At<'cut'> & { readonly frames: number; readonly how: 'reset' | 'die' })
  | At<'reset'>
  | At<'silence'>;

export type PowerDeed =
  | At<'kill'>
  | At<'stop'>
  | At<'boot'>
  | (At<'crash-at'> & { readonly point: CrashPoint; readonly offMs: number })
  | (At<'sleep'> & { readonly monotonicStops: boolean })
  | At<'wake'>;

export type PartsDeed =
  | (At<'wall'> & { readonly byMs: number })
  | (At<'disk'> & { readonly code: StoreError['code'] | null })
  | (At<'damage'> & { readonly kind: RecordKind })
  | (At<'screen'> & { readonly works: boolean });

export type ServiceDeed =
  | { readonly do: 'service-down'; readonly kindly: boolean; readonly downMs: number }
  | { readonly do: 'service-disk'; readonly refuses: boolean }
  | { readonly do: 'service-wall'; readonly wrongMs: number };

/** `heal` makes everything well; `check`, a minute later: everything has to be as the oracle says. */
export type Deed =
  | AdministratorDeed
  | PersonDeed
  | LineDeed
  | PowerDeed
  | PartsDeed
  | ServiceDeed
  | { readonly do: 'heal' }
  | { readonly do: 'check' };

export interface Action {
  /** Since the beginning. */
  readonly atMs: number;
  readonly deed: Deed;
}

/** One line a person reads: `+1d 02:13:20.500 kill computer=3`. */
export function lineOf({ atMs, deed }: Action): string {
  const { do: name, ...fields } = deed;
  const given = Object.entries(fields).map(([field, value]) => `${field}=${JSON.stringify(value)}`);
  return [`+${clockOf(atMs)}`, name, ...given].join(' ');
}

function clockOf(atMs: number): string {
  const [, time = ''] = new Date(atMs).toISOString().replace('Z', '').split('T');
  return `${Math.floor(atMs / 86_400_000)}d ${time}`;
}
