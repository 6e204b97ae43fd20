/** Owns the device's state in its process: open, locked behind a passphrase, or unreadable until the person begins anew. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import type { CallAnswer, CallInput } from '../../shared/bridge/calls.ts';
import type { DeviceSnapshot, KeyProtection, SessionView } from '../../shared/bridge/snapshot.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import { fileKeyBox } from '../adapters/secret-box/file-key.ts';
import { passphraseBox } from '../adapters/secret-box/passphrase.ts';
import { safeStorageBox, type SafeStorage } from '../adapters/secret-box/safe-storage.ts';
import { SecretBoxError, type ProtectionNote, type SecretBox } from '../adapters/secret-box/secret-box.ts';
import { PRIVATE_FOLDER } from '../adapters/state/durable-file.ts';
import { KeyRingDamagedError, readProtection } from '../adapters/state/key-ring.ts';
import { openState, type DeviceState } from '../adapters/state/open-state.ts';
import { statePaths } from '../adapters/state/state-paths.ts';
import type { Log } from '../device/ports.ts';
import type { Device, DeviceCall } from '../device/snapshot.ts';
import { refusal } from './serve-calls.ts';

export interface DeviceKeeperNeeds {
  readonly folder: string;
  readonly safeStorage: SafeStorage;
  readonly log: Log;
  /** A device over these stores, not started. */
  readonly createDevice: (
    state: Pick<DeviceState, 'records' | 'mail' | 'furtherMail' | 'kept'>,
    protection: KeyProtection,
  ) => Device;
  readonly publish: (snapshot: DeviceSnapshot) => void;
}

/** Calls about the state itself, and those that the device answers. */
export type KeptCall = DeviceCall | 'session.protect' | 'session.unlock';

export type KeptCallHandlers = {
  readonly [Name in KeptCall]: (input: CallInput<Name>) => Promise<CallAnswer<Name>>;
};

export interface DeviceKeeper {
  /** Opens what is there. Rejects when another process has it, or when a newer version wrote it. */
  readonly start: () => Promise<void>;
  readonly handlers: KeptCallHandlers;
  readonly stop: () => Promise<void>;
}

type Keeping =
  | { readonly is: 'closed' }
  | { readonly is: 'locked' }
  /** The keys do not open what is there. It is kept, and set aside when somebody signs in (security, "Never delete data by itself"). */
  | { readonly is: 'unreadable' }
  | { readonly is: 'open'; readonly state: DeviceState; readonly device: Device; readonly unsubscribe: Stop };

export function createDeviceKeeper(needs: DeviceKeeperNeeds): DeviceKeeper {
  const paths = statePaths(needs.folder);
  let keeping: Keeping = { is: 'closed' };

  async function open(box: SecretBox | null): Promise<void> {
    await run(await openState({ folder: needs.folder, box, log: needs.log }));
  }

  async function run(state: DeviceState): Promise<void> {
    const device = needs.createDevice(state, state.protection());
    const publish = (snapshot: DeviceSnapshot): void => {
      needs.publish(withProtection(snapshot, state.protection()));
    };
    keeping = { is: 'open', state, device, unsubscribe: device.subscribe(publish) };
    await device.start();
    publish(device.snapshot());
  }

  /** What a window shows while nothing can be read: a device on which nobody is signed in, and why. */
  async function closeWith(is: 'locked' | 'unreadable'): Promise<void> {
    keeping = { is };
    const nothing = await openState({ folder: needs.folder, box: null, log: needs.log });
    needs.publish({ ...needs.createDevice(nothing, 'memory').snapshot(), session: sessionWhile(is) });
  }

  async function start(): Promise<void> {
    try {
      const note = await readProtection(paths.keys);
      if (note?.kind === 'passphrase') await closeWith('locked');
      else await open(await boxFor(note, needs));
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      needs.log.write('error', 'the keys do not open what is kept', { reason: reasonOf(error) });
      await closeWith('unreadable');
    }
  }

  async function protect(input: CallInput<'session.protect'>): Promise<CallAnswer<'session.protect'>> {
    if (keeping.is !== 'open') return notOpen(keeping.is);
    const { state, device, unsubscribe } = keeping;
    const present = state.protection();
    if (present === 'os' || (present === 'file' && input.kind === 'file')) {
      return refusal('already-protected', 'What is kept is protected already.');
    }
    await state.protect(
      input.kind === 'file' ? fileKeyBox(paths.keyFile) : passphraseBox('passphrase', input.passphrase),
    );
    if (existsSync(paths.kept)) {
      // What the person left under this passphrase opens now, and a device that starts takes it back.
      unsubscribe();
      await device.stop();
      await run(state);
    } else needs.publish(withProtection(device.snapshot(), state.protection()));
    return { ok: true, value: null };
  }

  async function unlock({ passphrase }: CallInput<'session.unlock'>): Promise<CallAnswer<'session.unlock'>> {
    if (keeping.is !== 'locked') return refusal('not-locked', 'Nothing here is locked.');
    try {
      await open(passphraseBox('passphrase', passphrase));
      return { ok: true, value: null };
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return refusal('wrong-passphrase', 'This passphrase does not open it.', { field: 'passphrase' });
    }
  }

  /** Kept beside, not removed; the one that was kept there before goes. What people left here has keys of its own, and stays. */
  async function setAside(): Promise<void> {
    const aside = `${needs.folder}.unreadable`;
    await rm(aside, { recursive: true, force: true });
    await rename(needs.folder, aside);
    const kept = statePaths(aside).kept;
    if (existsSync(kept)) {
      await mkdir(needs.folder, { recursive: true, mode: PRIVATE_FOLDER });
      await rename(kept, paths.kept);
    }
    needs.log.write('warn', 'what cannot be read is set aside', { aside });
    await start();
  }

  async function passOn<Name extends DeviceCall>(
    name: Name,
    input: CallInput<Name>,
  ): Promise<CallAnswer<Name>> {
    if (keeping.is === 'unreadable' && name === 'session.signIn') await setAside();
    return keeping.is === 'open' ? keeping.device.dispatch(name, input) : notOpen(keeping.is);
  }

  return {
    start,
    handlers: {
      'session.protect': protect,
      'session.unlock': unlock,
      ...passedOn(passOn),
    },
    async stop() {
      if (keeping.is !== 'open') return;
      const { device, state, unsubscribe } = keeping;
      keeping = { is: 'closed' };
      unsubscribe();
      await device.stop();
      await state.close();
    },
  };
}

type PassOn = <Name extends DeviceCall>(name: Name, input: CallInput<Name>) => Promise<CallAnswer<Name>>;

function passedOn(passOn: PassOn): {
  readonly [Name in DeviceCall]: (input: CallInput<Name>) => Promise<CallAnswer<Name>>;
} {
  return {
    'session.signIn': (input) => passOn('session.signIn', input),
    'session.signOut': (input) => passOn('session.signOut', input),
    'link.retryNow': (input) => passOn('link.retryNow', input),
    'profile.set': (input) => passOn('profile.set', input),
    'notices.dismiss': (input) => passOn('notices.dismiss', input),
    'mail.list': (input) => passOn('mail.list', input),
    'mail.search': (input) => passOn('mail.search', input),
    'mail.open': (input) => passOn('mail.open', input),
    'mail.bytes': (input) => passOn('mail.bytes', input),
    'people.find': (input) => passOn('people.find', input),
    'draft.create': (input) => passOn('draft.create', input),
    'draft.open': (input) => passOn('draft.open', input),
    'draft.save': (input) => passOn('draft.save', input),
    'draft.attach': (input) => passOn('draft.attach', input),
    'draft.detach': (input) => passOn('draft.detach', input),
    'draft.discard': (input) => passOn('draft.discard', input),
    'outbox.send': (input) => passOn('outbox.send', input),
    'outbox.cancel': (input) => passOn('outbox.cancel', input),
  };
}

/** How what is there was protected; for a new state the system's secret store, or null: memory, until a person agrees to more. */
async function boxFor(note: ProtectionNote | null, needs: DeviceKeeperNeeds): Promise<SecretBox | null> {
  if (note?.kind === 'file') return fileKeyBox(statePaths(needs.folder).keyFile);
  const protects = note !== null || (await needs.safeStorage.backend()) !== null;
  return protects ? safeStorageBox(needs.safeStorage) : null;
}

/** The protection can change while the device runs; whoever opens its stores knows it. */
function withProtection(snapshot: DeviceSnapshot, protection: KeyProtection): DeviceSnapshot {
  const { session } = snapshot;
  return session.state === 'signed-in' ? { ...snapshot, session: { ...session, protection } } : snapshot;
}

function sessionWhile(is: 'locked' | 'unreadable'): SessionView {
  if (is === 'locked') return { state: 'locked', serviceUrl: null };
  return {
    state: 'signed-out',
    because: 'keys-unreadable',
    serviceUrl: null,
    email: null,
    kept: 0,
    lost: [],
  };
}

function isUnreadable(error: unknown): error is SecretBoxError | KeyRingDamagedError {
  return error instanceof SecretBoxError || error instanceof KeyRingDamagedError;
}

function reasonOf(error: SecretBoxError | KeyRingDamagedError): string {
  return error instanceof SecretBoxError ? error.problem : 'key-file-damaged';
}

function notOpen(is: Exclude<Keeping['is'], 'open'>): ReturnType<typeof refusal> {
  return is === 'locked'
    ? refusal('locked', 'What is kept needs the passphrase first.')
    : refusal('signed-out', 'Nobody is signed in.');
}
