/** What one run of the sync works with, and what it tells while it works. */
import type { Log, MailStore } from '../ports.ts';
import type { JmapClient } from './jmap/client.ts';
import type { Roles } from './jmap/email.ts';

export interface SyncRun {
  readonly client: JmapClient;
  readonly mail: MailStore;
  readonly log: Log;
  readonly accountId: string;
  readonly roles: Roles;
  /** Start of the rolling window, milliseconds of service time, when the run began. */
  readonly windowStartMs: number;
  /** Mail that arrived since then is fetched first; null without an event. */
  readonly prioritySinceMs: number | null;
  /** What the store holds; kept up to date by the run. */
  readonly have: Set<string>;
  /** Of these the service has no copy any more: they stay until the window passes them (STATES.md 15). */
  readonly kept: Set<string>;
  /** Throws `RunStopped` when the run is to end. */
  readonly checkStopped: () => void;
  /** The store's content changed. */
  readonly changed: () => Promise<void>;
  /** How many there will be when the run is through. */
  readonly expects: (messages: number) => void;
}

/** Not a failure: the person left, or cached mode went off. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
}
