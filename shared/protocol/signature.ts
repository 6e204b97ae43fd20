/** The text that a device signs to prove its key (interfaces 3, G36). */
import { SUBPROTOCOL } from './version.ts';

/** UTF-8 of this is signed with Ed25519; service and nonce in it keep a signature from being used elsewhere or twice. */
export function challengeText(serviceId: string, deviceId: string, nonce: string): string {
  return `${SUBPROTOCOL}\n${serviceId}\n${deviceId}\n${nonce}`;
}

/**
 * UTF-8 of this is signed for the address that was dialled (`https://host:port`). It holds what the proof itself is over,
 * the nonce included, so neither can be used with another; its first line is no proof's (G36).
 */
export function meantText(provenText: string, address: string): string {
  return `continuity.device-meant.v1\n${address}\n${provenText}`;
}
