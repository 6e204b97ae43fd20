/** Registered devices, what they last said of themselves, and the notices they showed. */
import type { Generated } from 'kysely';
import type { NoticeKind } from '../../shared/domain/notice.ts';
import type { DeviceChangeKind } from '../../shared/http/device-history.ts';
import type { Flag } from '../storage/column-types.ts';

export interface DeviceTables {
  devices: {
    id: string;
    personId: string;
    /** 32 raw bytes of Ed25519, base64url; unique for ever, revoked devices included. */
    publicKey: string;
    name: string;
    platform: string;
    appVersion: string;
    registeredAt: string;
    revokedAt: string | null;
    signedIn: Flag;
    cachedMode: Flag;
    /** It has signed the address that it dialled, and has to from then on. */
    bound: Generated<Flag>;
    /** null until the first report, like all that follows. */
    mode: 'normal' | 'dr' | null;
    reportedAt: string | null;
    cacheMessages: number | null;
    cacheBytes: number | null;
    cacheComplete: Flag | null;
    /** JSON: what the device makes of each continuity event. */
    reportedEvents: string | null;
    /** Of the name, and of the person's name and address: what lists are ordered and searched by. */
    nameKey: string;
    personKey: string;
  };
  /** What a device told of itself that was different from before; `HISTORY_MS` of it. */
  deviceHistory: {
    deviceId: string;
    at: string;
    kind: DeviceChangeKind;
    /** JSON of a `DeviceChangeDetail`. */
    detail: string;
  };
  /** Of people who were removed: so that they are told so, and wipe their caches (G35). */
  removedDevices: {
    id: string;
    personId: string;
    publicKey: string;
    removedAt: string;
  };
  receipts: {
    deviceId: string;
    /** Made by the device; recorded once however often it is sent. */
    id: string;
    eventId: string;
    kind: NoticeKind;
    shownAt: string;
    receivedAt: string;
  };
}
