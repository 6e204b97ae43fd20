/** Counts devices that are refused for the address that they dialled, and says once what that most often is. */
import type { ChannelContext } from './context.ts';
import type { Misdialled } from './device-proof.ts';

const MISDIALLED =
  'devices are refused: they dialled an address that is not this service. Behind a proxy that changes the Host header no device comes in until --public-url says what they dial; otherwise somebody relays them. Said once; continuity_channel_misdialled counts them';

export function noteMisdialled(
  { counters, log }: Pick<ChannelContext, 'counters' | 'log'>,
  { deviceId, meant, asked }: Misdialled,
): void {
  counters.misdialled += 1;
  if (counters.misdialled === 1) log.write('error', MISDIALLED, { deviceId, meant, asked });
}
