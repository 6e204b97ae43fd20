/** The text that a device signs to prove its key (interfaces 3, G36). */
import { SUBPROTOCOL } from './version.ts';

/** UTF-8 of this is signed with Ed25519; service and nonce in it keep a signature from being used elsewhere or twice. */
export function challengeText(serviceId: string, deviceId: string, nonce: string): string {
  return `${SUBPROTOCOL}\n${serviceId}\n${deviceId}\n${nonce}`;
}
