/** Opens the device's state, on disk or in memory, and moves it from memory to disk when the person agrees to a protection. */
import {
  RECORD_KINDS,
  type CrashPoint,
  type DevicePorts,
  type Log,
  type MailStore,
  type Records,
} from '../../device/ports.ts';
import type { CrashPoints } from '../../../shared/lib/crash-point.ts';
import type { KeyProtection } from '../../../shared/bridge/snapshot.ts';
import type { KeptWriting } from '../../device/keeping/kept-port.ts';
import { keptFiles } from '../kept-writing/kept-files.ts';
import { createMemoryKept } from '../kept-writing/memory-kept.ts';
import { createMemoryFurther, type MemoryFurther } from '../mail-store/memory-further.ts';
import { createMemoryMailStore, type MemoryMailStore } from '../mail-store/memory-mail-store.ts';
import { createMemoryRecords } from '../records/memory-records.ts';
import type { ProtectionNote, SecretBox } from '../secret-box/secret-box.ts';
import { openDiskState, type DiskState } from './disk-state.ts';
import { statePaths } from './state-paths.ts';

/** `records`, `mail` and what `furtherMail` gives stay good wherever their content moves to. */
export interface DeviceState {
  readonly records: Records;
  readonly mail: MailStore;
  readonly furtherMail: DevicePorts['furtherMail'];
  readonly kept: KeptWriting;
  readonly protection: () => KeyProtection;
  /** Moves what is in memory to disk, or puts what is on disk under another protection. Rejects as `openState` does. */
  readonly protect: (box: SecretBox) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface StateOptions {
  readonly folder: string;
  /** null: nothing is written until `protect`. */
  readonly box: SecretBox | null;
  readonly log: Log;
  readonly crashPoint?: CrashPoints<CrashPoint>;
}

interface MemoryState {
  readonly records: Records;
  readonly mail: MemoryMailStore;
  readonly further: MemoryFurther;
}

type Place =
  { readonly on: 'disk'; readonly state: DiskState } | { readonly on: 'memory'; readonly state: MemoryState };

/** Rejects as `openDiskState` does. */
export async function openState(options: StateOptions): Promise<DeviceState> {
  const paths = statePaths(options.folder);
  const toDisk = async (box: SecretBox): Promise<Place> => ({
    on: 'disk',
    state: await openDiskState(paths, box, options.log, options.crashPoint),
  });
  let place: Place = options.box === null ? inMemory() : await toDisk(options.box);
  let settled: Promise<unknown> = Promise.resolve();
  /** One move at a time; whoever uses the state meanwhile waits for its end. */
  const move = async (next: (from: Place) => Promise<Place>): Promise<void> => {
    const moved = settled.then(async () => {
      place = await next(place);
    });
    settled = moved.catch(() => undefined);
    await moved;
  };
  const use = async <Result>(work: (place: Place) => Promise<Result>): Promise<Result> => {
    await settled;
    return work(place);
  };
  return {
    records: recordsOver(use, () => move((from) => wiped(from, toDisk))),
    mail: mailOver(
      use,
      ({ state }) => state.mail,
      () => move(withoutMail),
    ),
    furtherMail: (accountId) =>
      mailOver(
        use,
        ({ state }) => state.further.of(accountId),
        () => use(({ state }) => state.further.remove(accountId)),
      ),
    kept: keptOver(use, paths.kept, options.log),
    protection: () => (place.on === 'memory' ? 'memory' : protectionOf(place.state.box.kind)),
    protect: (box) => move((from) => protectedBy(from, box, toDisk)),
    close: () =>
      move(async (from) => {
        if (from.on === 'disk') await from.state.close();
        return inMemory();
      }),
  };
}

type Use = <Result>(work: (place: Place) => Promise<Result>) => Promise<Result>;

function recordsOver(use: Use, wipe: () => Promise<void>): Records {
  return {
    read: (kind) => use(({ state }) => state.records.read(kind)),
    write: (changes) => use(({ state }) => state.records.write(changes)),
    wipe,
  };
}

/** Under the protection of the moment. What memory alone may hold is gone with the process, and the person was told so. */
function keptOver(use: Use, folder: string, log: Log): KeptWriting {
  const inMemory = createMemoryKept();
  const files = ({ on, state }: Place): KeptWriting =>
    keptFiles(folder, on === 'disk' ? state.box : null, log);
  return {
    keep: (owner, records) =>
      use((place) => (place.on === 'disk' ? files(place) : inMemory).keep(owner, records)),
    bundles: (owner) =>
      use(async (place) => [...(await files(place).bundles(owner)), ...(await inMemory.bundles(owner))]),
    forget: (owner) =>
      use(async (place) => {
        await inMemory.forget(owner);
        await files(place).forget(owner);
      }),
  };
}

type StoreIn = (place: Place) => Omit<MailStore, 'wipe'>;

function mailOver(use: Use, storeIn: StoreIn, wipe: () => Promise<void>): MailStore {
  const on: <Result>(work: (mail: ReturnType<StoreIn>) => Promise<Result>) => Promise<Result> = (work) =>
    use((place) => work(storeIn(place)));
  return {
    put: (batch) => on((mail) => mail.put(batch)),
    setFlags: (changes) => on((mail) => mail.setFlags(changes)),
    remove: (ids) => on((mail) => mail.remove(ids)),
    idsBefore: (receivedAt) => on((mail) => mail.idsBefore(receivedAt)),
    ids: () => on((mail) => mail.ids()),
    list: (query) => on((mail) => mail.list(query)),
    search: (text, limit) => on((mail) => mail.search(text, limit)),
    row: (id) => on((mail) => mail.row(id)),
    raw: (id) => on((mail) => mail.raw(id)),
    counts: () => on((mail) => mail.counts()),
    syncState: () => on((mail) => mail.syncState()),
    setSyncState: (state) => on((mail) => mail.setSyncState(state)),
    wipe,
  };
}

function inMemory(): Place {
  return {
    on: 'memory',
    state: { records: createMemoryRecords(), mail: createMemoryMailStore(), further: createMemoryFurther() },
  };
}

/** CONTINUITY_STATE_KEY is a secret that someone holds, as a passphrase is. */
function protectionOf(kind: ProtectionNote['kind']): KeyProtection {
  return kind === 'environment' ? 'passphrase' : kind;
}

/** A passphrase is one person's: what comes after a wipe stays in memory until the next person chooses. */
async function wiped(from: Place, toDisk: (box: SecretBox) => Promise<Place>): Promise<Place> {
  if (from.on === 'memory') return inMemory();
  await from.state.destroy();
  return from.state.box.kind === 'passphrase' ? inMemory() : toDisk(from.state.box);
}

async function withoutMail(from: Place): Promise<Place> {
  if (from.on === 'disk') return { on: 'disk', state: await from.state.withoutMail() };
  await from.state.mail.wipe();
  from.state.further.clear();
  return from;
}

async function protectedBy(
  from: Place,
  box: SecretBox,
  toDisk: (box: SecretBox) => Promise<Place>,
): Promise<Place> {
  if (from.on === 'disk') return { on: 'disk', state: await from.state.protectBy(box) };
  const to = await toDisk(box);
  for (const kind of RECORD_KINDS) {
    const records = await from.state.records.read(kind);
    await to.state.records.write([...records].map(([id, value]) => ({ kind, id, value })));
  }
  await copyMail(from.state.mail, to.state.mail);
  for (const [accountId, store] of from.state.further.all())
    await copyMail(store, to.state.further.of(accountId));
  return to;
}

async function copyMail(from: MemoryMailStore, to: Omit<MailStore, 'wipe'>): Promise<void> {
  await to.put([...from.entries()]);
  await to.setSyncState(await from.syncState());
}
