/** The continuity device: a façade over its parts, platform-free; start, stop, dispatch, subscribe. */
import type { DeviceSnapshot } from '../../shared/bridge/snapshot.ts';
import { createEmitter } from '../../shared/lib/emitter.ts';
import { refused } from '../../shared/lib/result.ts';
import { createAnswers } from './answers.ts';
import { signedInSnapshot, signedOutSnapshot } from './device-snapshot.ts';
import { createJournal } from './journal.ts';
import { ownerOf, restoreUnsent } from './keeping/unsent.ts';
import { createMailReader } from './mailbox/mail-reader.ts';
import { createServiceClock } from './mode/service-clock.ts';
import { StoreError, type DevicePorts } from './ports.ts';
import { initialProfile } from './profile/profile.ts';
import { createProfileKeeper } from './profile/profile-keeper.ts';
import type { ProfileKeeper } from './profile/profile-keeper.ts';
import { createRegistrar } from './registration/registrar.ts';
import type { Registrar } from './registration/registrar.ts';
import { createSession } from './session.ts';
import type { Device, DeviceConfig } from './snapshot.ts';
import { NEW_STATE, readStoredState } from './stored-state.ts';
import type { StoredState } from './stored-state.ts';

/** Nothing is read before `start`; until then it is a device on which nobody ever signed in. */
export function createDevice(ports: DevicePorts, config: DeviceConfig): Device {
  const snapshots = createEmitter<DeviceSnapshot>();
  const changed = (): void => {
    snapshots.emit(parts.snapshot());
  };
  let parts = createParts(ports, config, NEW_STATE, changed);
  const reader = createMailReader({
    ...ports,
    further: () => {
      const occupancy = parts.registrar.occupancy();
      return occupancy.name === 'signed-out' ? [] : occupancy.session.delegated();
    },
  });
  const answers = createAnswers({
    registrar: () => parts.registrar,
    profile: () => parts.profile,
    changed,
    reader,
  });
  return {
    async start() {
      const stored = await readWithKept(ports);
      parts = createParts(ports, config, stored, changed);
      parts.registrar.resume(stored);
    },
    stop: () => parts.registrar.stop(),
    async dispatch(name, input) {
      try {
        return await answers[name](input);
      } catch (cause) {
        if (!(cause instanceof StoreError)) throw cause;
        return refused({ code: cause.code, field: null, message: cause.message, retryAfterMs: null });
      }
    },
    snapshot: () => parts.snapshot(),
    subscribe: snapshots.subscribe,
  };
}

/** With what the same person had left here: it may not have opened, or the process ended, when they signed in. */
async function readWithKept(ports: DevicePorts): Promise<StoredState> {
  const stored = await readStoredState(ports.records, ports.log);
  if (stored.identity === null) return stored;
  const cameBack = await restoreUnsent(ports, ownerOf(stored.identity));
  return cameBack ? readStoredState(ports.records, ports.log) : stored;
}

interface Parts {
  readonly registrar: Registrar;
  readonly profile: ProfileKeeper;
  readonly snapshot: () => DeviceSnapshot;
}

function createParts(
  ports: DevicePorts,
  config: DeviceConfig,
  stored: StoredState,
  changed: () => void,
): Parts {
  const journal = createJournal(ports);
  const time = createServiceClock(ports.clock, journal, stored.clock);
  const profile = createProfileKeeper(
    { ...ports, journal, nowMs: time.nowMs },
    stored.profile ?? initialProfile(config.cachedModeByDefault),
  );
  const registrar = createRegistrar({
    ports,
    config,
    journal,
    keepProfile: profile.keep,
    changed,
    openSession: (identity, state, revoked) =>
      createSession(
        { ...profile, ports, journal, time, identity, appVersion: config.appVersion },
        { changed, revoked, tick: profile.tick },
        state,
      ),
  });
  return {
    registrar,
    profile,
    snapshot() {
      const occupancy = registrar.occupancy();
      const common = { profile: profile.current(), time };
      return occupancy.name === 'signed-out'
        ? signedOutSnapshot(occupancy.view, common)
        : signedInSnapshot(occupancy.session, config, common);
    },
  };
}
