/** Counts attempts by device and address, and says when the next may come (security, limits). */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { SECOND_MS } from '../../shared/domain/instant.ts';
import type { ChannelLimits, Rate } from './limits.ts';

export interface AttemptLimits {
  /** Milliseconds until this address may try again; null: it may now. */
  readonly addressBlockedMs: (remoteAddress: string) => Promise<number | null>;
  /** Counts a failed proof; the answer is that of `addressBlockedMs`, for the device too. */
  readonly failed: (deviceId: string, remoteAddress: string) => Promise<number | null>;
  /** Counts a proven connection of a device. */
  readonly connected: (deviceId: string) => Promise<number | null>;
}

export function createAttemptLimits(limits: ChannelLimits): AttemptLimits {
  const byDevice = limiter(limits.failuresPerDevice);
  const byAddress = limiter(limits.failuresPerAddress);
  const connections = limiter(limits.connectionsPerDevice);
  return {
    async addressBlockedMs(remoteAddress) {
      const used = await byAddress.get(remoteAddress);
      return used !== null && used.consumedPoints >= limits.failuresPerAddress.count
        ? used.msBeforeNext
        : null;
    },
    async failed(deviceId, remoteAddress) {
      const blocked = await Promise.all([count(byDevice, deviceId), count(byAddress, remoteAddress)]);
      return blocked.reduce(longer, null);
    },
    connected: (deviceId) => count(connections, deviceId),
  };
}

function limiter(rate: Rate): RateLimiterMemory {
  return new RateLimiterMemory({ points: rate.count, duration: rate.perMs / SECOND_MS });
}

/** null while within the limit. */
async function count(attempts: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await attempts.consume(key);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
    throw refusal;
  }
}

function longer(first: number | null, second: number | null): number | null {
  if (first === null || second === null) return first ?? second;
  return Math.max(first, second);
}
