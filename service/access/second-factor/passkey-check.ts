/** Checks what authenticators made and signed, in a thread that starts with the first and is asked one thing at a time. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type {
  VerifyAuthenticationResponseOpts,
  VerifyRegistrationResponseOpts,
} from '@simplewebauthn/server';
import { PASSKEY_ALGORITHMS, type Assertion, type Registration } from '../../../shared/http/passkey.ts';
import type { RelyingParty } from './relying-party.ts';

export type Question =
  | { readonly kind: 'assertion'; readonly options: VerifyAuthenticationResponseOpts }
  | { readonly kind: 'registration'; readonly options: VerifyRegistrationResponseOpts };

export type Reply =
  | { readonly kind: 'assertion'; readonly count: number }
  | { readonly kind: 'registration'; readonly id: string; readonly publicKey: string; readonly count: number }
  | { readonly kind: 'wrong' };

export type NewKey = Extract<Reply, { readonly kind: 'registration' }>;

interface Expected {
  /** As it was sent; the browser signs these very bytes. */
  readonly challenge: string;
  readonly relyingParty: RelyingParty;
}

export interface PasskeyCheck {
  /** null: it is not what was asked for. */
  readonly registration: (given: Registration, expected: Expected) => Promise<NewKey | null>;
  /** The authenticator's count of its uses, which the caller judges; null: it is not the answer to what was asked. */
  readonly assertion: (
    given: Assertion,
    key: { readonly credentialId: string; readonly publicKey: string },
    expected: Expected,
  ) => Promise<number | null>;
  readonly stop: () => Promise<void>;
}

export function createPasskeyCheck(): PasskeyCheck {
  const thread = createThread();
  return {
    stop: thread.stop,
    async registration({ response, ...given }, expected) {
      const { clientDataJSON, attestationObject } = response;
      const reply = await thread.ask({
        kind: 'registration',
        options: {
          ...common(expected),
          response: { ...given, response: { clientDataJSON, attestationObject }, ...NO_EXTENSIONS },
          supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
        },
      });
      return reply.kind === 'registration' ? reply : null;
    },
    async assertion({ response, ...given }, { credentialId, publicKey }, expected) {
      const { clientDataJSON, authenticatorData, signature } = response;
      const key = Uint8Array.from(Buffer.from(publicKey, 'base64url'));
      const reply = await thread.ask({
        kind: 'assertion',
        options: {
          ...common(expected),
          response: {
            ...given,
            response: { clientDataJSON, authenticatorData, signature },
            ...NO_EXTENSIONS,
          },
          // The count is compared where it is written, so that two at once are told apart.
          credential: { id: credentialId, publicKey: key, counter: 0 },
        },
      });
      return reply.kind === 'assertion' ? reply.count : null;
    },
  };
}

const NO_EXTENSIONS = { clientExtensionResults: {} };

/** A passkey stands beside the password: that somebody holds it is enough, and whether it asks for a finger is its affair. */
function common({ challenge, relyingParty }: Expected) {
  return {
    expectedChallenge: challenge,
    expectedOrigin: relyingParty.origin,
    expectedRPID: relyingParty.id,
    requireUserVerification: false,
  };
}

function createThread() {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const askNow = async (question: Question): Promise<Reply> => {
    worker ??= new Worker(new URL('./passkey-thread.mjs', import.meta.url));
    const asked = worker;
    // Only a question under way keeps the process alive.
    asked.ref();
    try {
      asked.postMessage(question);
      const [reply] = (await once(asked, 'message')) as [Reply];
      asked.unref();
      return reply;
    } catch (error) {
      worker = null;
      throw error;
    }
  };
  return {
    ask: (question: Question): Promise<Reply> => {
      const reply = last.then(() => askNow(question));
      last = reply.catch(() => undefined);
      return reply;
    },
    stop: async (): Promise<void> => {
      await last;
      await worker?.terminate();
      worker = null;
    },
  };
}
