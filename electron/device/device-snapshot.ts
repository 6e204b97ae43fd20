/** Builds the read model from the device's parts: pure. */
import type { DeviceSnapshot, SessionView } from '../../shared/bridge/snapshot.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import { isCachedMode } from '../../shared/domain/profile.ts';
import type { ParticipationReason } from '../../shared/domain/participation.ts';
import { modeView, noMode } from './mode/mode-view.ts';
import type { ServiceClock } from './mode/service-clock.ts';
import type { Profile } from './profile/profile.ts';
import type { Session } from './session.ts';
import type { DeviceConfig } from './snapshot.ts';

type SignedOut = Extract<SessionView, { state: 'signed-out' }>;

const EMPTY_OUTBOX: DeviceSnapshot['outbox'] = { queued: 0, sent: 0, items: [], drafts: [] };

export interface Common {
  readonly profile: Profile;
  readonly time: ServiceClock;
}

export function signedInSnapshot(session: Session, config: DeviceConfig, common: Common): DeviceSnapshot {
  const { time } = common;
  const nowMs = time.nowMs();
  return {
    ...commonPart(common),
    session: sessionView(session, config),
    link: session.link(),
    mode: modeView(session.keeper.derived(), session.keeper.sinceMs(), time.contact(), nowMs),
    standing: session.known().standing,
    cache: session.cache(),
    delegated: session.delegated(),
    notices: session.notices(),
    outbox: session.outbox(),
  };
}

export function signedOutSnapshot(session: SignedOut, common: Common): DeviceSnapshot {
  return {
    ...commonPart(common),
    session,
    link: {
      state: 'offline',
      lastContactAt: null,
      nextRetryAt: null,
      attempts: 0,
      problem: null,
      failure: null,
    },
    mode: noMode(reasonsOf(session)),
    standing: null,
    cache: { state: 'off' },
    delegated: [],
    notices: [],
    outbox: EMPTY_OUTBOX,
  };
}

function reasonsOf({ because }: SignedOut): readonly ParticipationReason[] {
  return because === 'revoked' ? ['device-revoked'] : ['signed-out'];
}

function commonPart({ profile, time }: Common): Pick<DeviceSnapshot, 'profile' | 'clock'> {
  const { connectionMode, changedAtMs } = profile;
  return {
    profile: {
      connectionMode,
      cachedMode: isCachedMode(connectionMode),
      changedAt: changedAtMs === null ? null : fromMs(changedAtMs),
    },
    clock: { offsetMs: time.offsetMs(), now: fromMs(time.nowMs()) },
  };
}

function sessionView(session: Session, { protection }: DeviceConfig): SessionView {
  const { deviceId, deviceName, person, registeredAtMs, service } = session.identity();
  return {
    state: 'signed-in',
    person,
    deviceId,
    deviceName,
    registeredAt: fromMs(registeredAtMs),
    serviceUrl: service.url,
    serviceName: service.name,
    protection,
  };
}
