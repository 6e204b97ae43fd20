/** An authenticator with the browser before it: another program than the service's own, honest unless it is told otherwise. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { NewPasskey, PasskeyRequest } from '../../../shared/http/passkey.ts';

/** What a forger changes. */
export interface Tricks {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly challenge?: string;
  readonly count?: number;
  readonly flags?: number;
  readonly userHandle?: string | null;
  readonly id?: string;
  readonly transports?: readonly string[];
  /** Another signs. */
  readonly signer?: Authenticator;
  readonly client?: Readonly<Record<string, unknown>>;
}

type Algorithm = 'ES256' | 'ES384' | 'EdDSA' | 'RS256';

export interface Authenticator {
  readonly id: string;
  readonly key: KeyObject;
  readonly hash: string | null;
  /** What `navigator.credentials.create` answers. */
  readonly make: (asked: NewPasskey, tricks?: Tricks) => Record<string, unknown>;
  /** What `navigator.credentials.get` answers. */
  readonly show: (
    asked: Pick<PasskeyRequest, 'challenge' | 'rpId'>,
    tricks?: Tricks,
  ) => Record<string, unknown>;
}

const USER_PRESENT = 0x01;
const HAS_KEY = 0x40;

interface Options {
  readonly origin: string;
  readonly algorithm?: Algorithm;
  readonly idBytes?: number;
}

/** Its count stands still unless a trick moves it: as synced passkeys have it. */
export function createAuthenticator({ origin, algorithm = 'ES256', idBytes = 32 }: Options): Authenticator {
  const { key, cose, hash } = KEYS[algorithm]();
  const id = randomBytes(idBytes);
  const ownId = id.toString('base64url');
  const client = (type: string, challenge: string, tricks: Tricks): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: tricks.type ?? type,
        challenge: tricks.challenge ?? challenge,
        origin: tricks.origin ?? origin,
        crossOrigin: false,
        ...tricks.client,
      }),
    );
  const own: Authenticator = {
    ...{ id: ownId, key, hash },
    make(asked, tricks = {}) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const data = Buffer.concat([
        head(tricks.rpId ?? asked.rp.id, tricks.flags ?? USER_PRESENT | HAS_KEY, tricks.count ?? 0),
        ...[Buffer.alloc(16), length, id, cbor(cose)],
      ]);
      const object = cbor(
        new Map<unknown, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', data],
        ]),
      );
      return {
        ...{ id: tricks.id ?? ownId, rawId: tricks.id ?? ownId, type: 'public-key' },
        response: {
          clientDataJSON: client('webauthn.create', asked.challenge, tricks).toString('base64url'),
          attestationObject: object.toString('base64url'),
          transports: tricks.transports ?? ['internal', 'hybrid'],
        },
        ...{ clientExtensionResults: {}, authenticatorAttachment: 'platform' },
      };
    },
    show(asked, tricks = {}) {
      const data = head(tricks.rpId ?? asked.rpId, tricks.flags ?? USER_PRESENT, tricks.count ?? 0);
      const said = client('webauthn.get', asked.challenge, tricks);
      const signer = tricks.signer ?? own;
      const signed = Buffer.concat([data, createHash('sha256').update(said).digest()]);
      return {
        ...{ id: tricks.id ?? ownId, rawId: tricks.id ?? ownId, type: 'public-key' },
        response: {
          clientDataJSON: said.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign(signer.hash, signed, signer.key).toString('base64url'),
          ...(tricks.userHandle !== undefined && { userHandle: tricks.userHandle }),
        },
        clientExtensionResults: {},
      };
    },
  };
  return own;
}

function head(rpId: string, flags: number, count: number): Buffer {
  const counted = Buffer.alloc(4);
  counted.writeUInt32BE(count);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.of(flags), counted]);
}

interface Pair {
  readonly key: KeyObject;
  readonly cose: Map<unknown, unknown>;
  readonly hash: string | null;
}

const bytesOf = (text: unknown): Buffer => Buffer.from(String(text), 'base64url');

function ellipticPair(namedCurve: string, alg: number, curve: number, hash: string): Pair {
  const { privateKey: key, publicKey } = generateKeyPairSync('ec', { namedCurve });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const cose = new Map<unknown, unknown>([
    ...([
      [1, 2],
      [3, alg],
      [-1, curve],
    ] as const),
    ...([
      [-2, bytesOf(x)],
      [-3, bytesOf(y)],
    ] as const),
  ]);
  return { key, cose, hash };
}

/** RFC 9053, 2 and 7; RFC 8230, 4. */
const KEYS: Readonly<Record<Algorithm, () => Pair>> = {
  ES256: () => ellipticPair('P-256', -7, 1, 'sha256'),
  ES384: () => ellipticPair('P-384', -35, 2, 'sha384'),
  EdDSA() {
    const { privateKey: key, publicKey } = generateKeyPairSync('ed25519');
    const { x } = publicKey.export({ format: 'jwk' });
    const cose = new Map<unknown, unknown>([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytesOf(x)],
    ]);
    return { key, cose, hash: null };
  },
  RS256() {
    const { privateKey: key, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { n, e } = publicKey.export({ format: 'jwk' });
    const cose = new Map<unknown, unknown>([
      [1, 3],
      [3, -257],
      [-1, bytesOf(n)],
      [-2, bytesOf(e)],
    ]);
    return { key, cose, hash: 'sha256' };
  },
};

/** As much of CBOR as authenticators speak (RFC 8949): integers, bytes, text, maps. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number')
    return value < 0 ? typed(1, -1 - value, Buffer.alloc(0)) : typed(0, value, Buffer.alloc(0));
  if (Buffer.isBuffer(value)) return typed(2, value.length, value);
  if (typeof value === 'string') return typed(3, Buffer.byteLength(value), Buffer.from(value));
  const entries = [...(value as Map<unknown, unknown>)];
  return typed(5, entries.length, Buffer.concat(entries.flat().map(cbor)));
}

function typed(major: number, count: number, content: Buffer): Buffer {
  const lead = major << 5;
  if (count < 24) return Buffer.concat([Buffer.of(lead | count), content]);
  if (count < 256) return Buffer.concat([Buffer.of(lead | 24, count), content]);
  return Buffer.concat([Buffer.of(lead | 25, count >> 8, count & 0xff), content]);
}
