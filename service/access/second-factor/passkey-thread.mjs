// @ts-check
/** A thread of its own for what authenticators send: its library takes half a second to load, which nobody's request should wait for. */
import { parentPort } from 'node:worker_threads';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';

/**
 * @param {import('./passkey-check.ts').Question} question
 * @returns {Promise<import('./passkey-check.ts').Reply>}
 */
async function answer(question) {
  try {
    if (question.kind === 'assertion') {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse(question.options);
      return verified ? { kind: 'assertion', count: authenticationInfo.newCounter } : { kind: 'wrong' };
    }
    const { registrationInfo } = await verifyRegistrationResponse(question.options);
    if (registrationInfo === undefined) return { kind: 'wrong' };
    const { id, publicKey, counter } = registrationInfo.credential;
    return {
      kind: 'registration',
      id,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      count: counter,
    };
  } catch {
    // It throws for whatever is not as it must be.
    return { kind: 'wrong' };
  }
}

parentPort?.on('message', (question) => {
  void answer(question).then((reply) => parentPort?.postMessage(reply));
});
