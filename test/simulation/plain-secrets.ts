/** Keys and passwords that cost nothing: the simulator looks for lost and wrong states, not for forged proofs. */
import { createHash } from 'node:crypto';
import type { Keys } from '../../electron/device/ports.ts';
import type { DeviceProofs } from '../../service/channel/device-proof.ts';
import type { Truth } from '../../service/channel/ports.ts';
import type { Passwords } from '../../service/people/passwords.ts';
import { isUsablePublicKey } from '../../service/channel/public-key.ts';

/** 64 bytes, as a signature has. */
const signed = (key: string, text: string): string =>
  createHash('sha512').update(`${key}\n${text}`).digest('base64url');

/** 32 bytes, base64url. */
export const secretOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The private key is the public one; `number` keeps every pair its own. */
export function plainKeys(seedText: string): Keys {
  let number = 0;
  const next = (): string => secretOf(`${seedText} ${(number += 1)}`);
  return {
    createPair() {
      let key = next();
      while (!isUsablePublicKey(key)) key = next();
      return { publicKey: key, privateKey: key };
    },
    sign: signed,
  };
}

export function proofsOf(truth: Pick<Truth, 'device'>): DeviceProofs {
  return {
    isMeant: async () => true,
    async prove(deviceId, text, signature) {
      const device = await truth.device(deviceId);
      return device !== null && signed(device.publicKey, text) === signature ? device : null;
    },
  };
}

export const plainPasswords: Passwords = {
  hash: async (password) => `plain ${password}`,
  isCommon: async () => false,
  matches: async (stored, password) => stored === `plain ${password}`,
};
