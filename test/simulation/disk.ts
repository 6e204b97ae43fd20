/** A disk for a device's records that can lose what was not synced, be full, fail, and damage a record. */
import { StoreError, type RecordChange, type RecordKind, type Records } from '../../electron/device/ports.ts';

export interface Disk {
  /** The store as one process sees it; after `isAlive` is false nothing more is written for it. */
  readonly open: (isAlive: () => boolean) => Records;
  readonly refuseWith: (code: StoreError['code'] | null) => void;
  /** One record of the kind does not pass its seal any more; false: there is none. */
  readonly damage: (kind: RecordKind) => boolean;
  /** Of this kind nothing would be read after a power loss now. */
  readonly isEmpty: (kind: RecordKind) => boolean;
  readonly isRefusing: () => boolean;
  /** A process that starts now may find less than the last one knew. */
  readonly isDoubtful: () => boolean;
}

/** What was refused is tried again with the next tick, a minute later. */
const RETRIED_WITHIN_MS = 90_000;

interface DiskNeeds {
  readonly nowMs: () => number;
  /** Runs when the disk has synced. */
  readonly afterSync: (run: () => void) => void;
  readonly written: (changes: readonly RecordChange[]) => void;
  readonly refused: (changes: readonly RecordChange[]) => void;
  readonly wiped: () => void;
}

export function createDisk({ nowMs, afterSync, written, refused, wiped }: DiskNeeds): Disk {
  const kinds = new Map<RecordKind, Map<string, string>>();
  let refusal: StoreError['code'] | null = null;
  let doubtUntilMs = 0;
  let hasLost = false;
  // Refused, and not taken since: a process that ends takes it along.
  let hasRefused = false;
  const of = (kind: RecordKind): Map<string, string> => {
    const records = kinds.get(kind) ?? new Map<string, string>();
    kinds.set(kind, records);
    return records;
  };
  const put = (changes: readonly RecordChange[], texts: readonly string[]): void => {
    for (const [index, { kind, id, value }] of changes.entries()) {
      if (value === null) of(kind).delete(id);
      else of(kind).set(id, texts[index] ?? '');
    }
    written(changes);
  };
  const sync = (isAlive: () => boolean, run: () => void, refuse: () => void = () => undefined) =>
    new Promise<void>((resolve, reject) => {
      afterSync(() => {
        if (!isAlive()) return;
        if (refusal === null) {
          hasRefused = false;
          run();
          resolve();
        } else {
          hasRefused = true;
          refuse();
          reject(new StoreError(refusal, `the simulated disk says ${refusal}`));
        }
      });
    });
  return {
    open: (isAlive) => ({
      read: async (kind) => {
        hasLost = false;
        hasRefused = false;
        return new Map([...of(kind)].map(([id, text]) => [id, JSON.parse(text) as unknown] as const));
      },
      write: async (changes) => {
        const texts = changes.map(({ value }) => toText(value));
        await sync(
          isAlive,
          () => put(changes, texts),
          () => refused(changes),
        );
      },
      wipe: () =>
        sync(isAlive, () => {
          kinds.clear();
          wiped();
        }),
    }),
    refuseWith(code) {
      if (refusal !== null && code === null) doubtUntilMs = nowMs() + RETRIED_WITHIN_MS;
      refusal = code;
    },
    damage(kind) {
      const [id] = of(kind).keys();
      if (id === undefined) return false;
      hasLost = true;
      return of(kind).delete(id);
    },
    isEmpty: (kind) => of(kind).size === 0,
    isRefusing: () => refusal !== null,
    isDoubtful: () => refusal !== null || hasLost || hasRefused || nowMs() < doubtUntilMs,
  };
}

function toText(value: unknown): string {
  // What JSON cannot hold has no text, whatever the types of `stringify` say.
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError('a record is JSON');
  return text;
}
