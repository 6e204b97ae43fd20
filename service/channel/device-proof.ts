/** Checks that whoever speaks for a device holds its private key (G36); the poll fallback proves itself the same way. */
import { generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import type { Authenticate } from '../../shared/protocol/messages/authenticate.ts';
import { meantText } from '../../shared/protocol/signature.ts';
import { KEPT_KEYS } from './limits.ts';
import { isOwnAddress, type AskedAddress } from './meant-address.ts';
import type { RegisteredDevice, Truth } from './ports.ts';
import { isUsablePublicKey, publicKeyObject } from './public-key.ts';

const SIGNATURE_BYTES = 64;

export interface DeviceProofs {
  /**
   * The device when `signature` (base64url of 64 bytes) is its Ed25519 signature over the UTF-8 of `text`, else null.
   * An unknown device takes the same look-up and the same verification as a wrong signature. A revoked device is
   * returned too: only its owner learns that it is revoked.
   */
  readonly prove: (deviceId: string, text: string, signature: string) => Promise<RegisteredDevice | null>;
  /** Whether a proven device also signed, over `meantText` of the same text, an address that is this service's. */
  readonly isMeant: (device: RegisteredDevice, text: string, place: MeantPlace) => Promise<boolean>;
}

export interface MeantPlace {
  /** Absent: it says none, which is fine until it first did. */
  readonly meant: Authenticate['meant'];
  readonly asked: AskedAddress | null;
  readonly publicUrl: string | null;
}

/** A device that did prove itself, for an address that is not this service's. */
export interface Misdialled {
  readonly deviceId: string;
  readonly meant: string;
  /** The Host header; empty: none. */
  readonly asked: string;
}

export function createDeviceProofs(
  truth: Pick<Truth, 'device'>,
  misdialled: (facts: Misdialled) => void,
): DeviceProofs {
  const keys = createKeptKeys();
  const decoy = generateKeyPairSync('ed25519').publicKey;
  return {
    async prove(deviceId, text, signature) {
      const device = await truth.device(deviceId);
      const key = device === null ? null : keys.get(device.publicKey);
      const fits = await signatureFits(key ?? decoy, text, signature);
      return fits && key !== null ? device : null;
    },
    async isMeant(device, text, { meant, asked, publicUrl }) {
      if (meant === undefined) return device.bound !== true;
      const key = keys.get(device.publicKey);
      if (key === null || !(await signatureFits(key, meantText(text, meant.address), meant.signature)))
        return false;
      if (isOwnAddress(meant.address, asked, publicUrl)) return true;
      misdialled({ deviceId: device.id, meant: meant.address, asked: asked?.host ?? '' });
      return false;
    },
  };
}

/** Parsed keys, the least recently used given up first; null for bytes that are no key. */
function createKeptKeys(): { readonly get: (publicKey: string) => KeyObject | null } {
  const kept = new Map<string, KeyObject>();
  return {
    get(publicKey) {
      const known = kept.get(publicKey);
      if (known === undefined && !isUsablePublicKey(publicKey)) return null;
      const key = known ?? publicKeyObject(publicKey);
      kept.delete(publicKey);
      kept.set(publicKey, key);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_KEYS && oldest !== undefined) kept.delete(oldest);
      return key;
    },
  };
}

/** In the thread pool, so that a storm of proofs does not hold up the event loop. */
function signatureFits(key: KeyObject, text: string, signature: string): Promise<boolean> {
  const given = Buffer.from(signature, 'base64url');
  const canonical = given.length === SIGNATURE_BYTES && given.toString('base64url') === signature;
  // A signature of another length is verified as zeros: it fails, after the same work.
  const bytes = canonical ? given : Buffer.alloc(SIGNATURE_BYTES);
  return new Promise((resolve, reject) => {
    verify(null, Buffer.from(text, 'utf8'), key, bytes, (error, fits) => {
      if (error) reject(error);
      else resolve(fits && canonical);
    });
  });
}
