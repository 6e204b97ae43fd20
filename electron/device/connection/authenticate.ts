/** The proof of the private key that answers a hello, with what the device is and knows (interfaces 3, G36). */
import type { Authenticate } from '../../../shared/protocol/messages/authenticate.ts';
import type { Hello } from '../../../shared/protocol/messages/hello.ts';
import { challengeText, meantText } from '../../../shared/protocol/signature.ts';
import type { Position } from '../mode/knowledge.ts';
import type { Keys } from '../ports.ts';
import type { Identity } from '../registration/identity.ts';

export interface DeviceStanding {
  readonly appVersion: string;
  readonly cachedMode: boolean;
  readonly position: Position | null;
}

export function authenticate(
  hello: Hello,
  { deviceId, privateKey, service }: Identity,
  keys: Pick<Keys, 'sign'>,
  { appVersion, cachedMode, position }: DeviceStanding,
): Authenticate {
  const text = challengeText(hello.serviceId, deviceId, hello.nonce);
  return {
    type: 'authenticate',
    deviceId,
    nonce: hello.nonce,
    signature: keys.sign(privateKey, text),
    appVersion,
    signedIn: true,
    cachedMode,
    meant: { address: service.url, signature: keys.sign(privateKey, meantText(text, service.url)) },
    ...(position === null ? {} : { epoch: position.epoch, revision: position.revision }),
  };
}
