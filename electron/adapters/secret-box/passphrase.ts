/** Protection by a passphrase: argon2id makes the key (RFC 9106). */
import { randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { KEY_BYTES, seal, unseal } from '../sealing/seal.ts';
import { SecretBoxError, type ProtectionNote, type SecretBox } from './secret-box.ts';

const CONTEXT = 'key of keys|passphrase';
const SALT_BYTES = 16;
/** RFC 9106 section 4, second recommended option: 64 MiB, 3 passes, 4 lanes; about 0.1 s once per start. */
const COST = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 } as const;

type Note = Extract<ProtectionNote, { kind: 'passphrase' | 'environment' }>;

/** `environment` is CONTINUITY_STATE_KEY: whatever its owner made of it, it is worth no less than a passphrase. */
export function passphraseBox(kind: Note['kind'], passphrase: string): SecretBox {
  const box: SecretBox = {
    kind,
    seal: async (secret) => {
      const note: Note = { kind, salt: randomBytes(SALT_BYTES).toString('base64'), ...COST };
      return { note, sealed: seal(await keyFrom(passphrase, note), CONTEXT, secret) };
    },
    open: async ({ note, sealed }) => {
      if (note.kind !== kind)
        throw new SecretBoxError('wrong-key', `this state is protected by ${note.kind}`);
      const secret = unseal(await keyFrom(passphrase, note), CONTEXT, sealed);
      if (secret === null) throw new SecretBoxError('wrong-key', `the ${kind} key does not open this state`);
      return secret;
    },
    forget: async () => undefined,
    beside: () => box,
  };
  return box;
}

/** The library's own algorithm is argon2id. NFKC, so that the same passphrase typed on another keyboard is the same (RFC 8265). */
async function keyFrom(passphrase: string, note: Note): Promise<Uint8Array> {
  return hashRaw(passphrase.normalize('NFKC'), {
    salt: Buffer.from(note.salt, 'base64'),
    memoryCost: note.memoryKiB,
    timeCost: note.passes,
    parallelism: note.lanes,
    outputLen: KEY_BYTES,
  });
}
