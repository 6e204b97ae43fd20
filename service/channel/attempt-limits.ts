/** Counts attempts by device and network, and says when the next may come (security, limits). */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { SECOND_MS } from '../../shared/domain/instant.ts';
import { networkOf } from '../network-of.ts';
import type { ChannelLimits, Rate } from './limits.ts';

/**
 * Nothing here stands before a proof: to look at one costs less than to refuse it, and whoever has the key comes in
 * whatever others do in their name or from their address (G51).
 */
export interface AttemptLimits {
  /** Counts a failed proof. Milliseconds until another may fail; null: it may now. */
  readonly failed: (deviceId: string, remoteAddress: string) => Promise<number | null>;
  /** Counts a proven connection of a device. */
  readonly connected: (deviceId: string) => Promise<number | null>;
}

export function createAttemptLimits(limits: ChannelLimits): AttemptLimits {
  const byDevice = limiter(limits.failuresPerDevice);
  const byNetwork = limiter(limits.failuresPerAddress);
  const connections = limiter(limits.connectionsPerDevice);
  return {
    async failed(deviceId, remoteAddress) {
      const blocked = await Promise.all([
        count(byDevice, deviceId),
        count(byNetwork, networkOf(remoteAddress)),
      ]);
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
