/** Chance from the operating system's generator. */
import { randomBytes, randomInt } from 'node:crypto';
import type { Chance } from '../device/ports.ts';

// randomInt takes ranges below 2^48; finer steps than this change no decision.
const STEPS = 2 ** 47;
const ID_BYTES = 16;

export const systemChance: Chance = {
  uniform: () => randomInt(STEPS) / STEPS,
  id: () => randomBytes(ID_BYTES).toString('base64url'),
};
