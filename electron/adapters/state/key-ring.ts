/** The keys of a state folder: a secret box protects one key of keys, which protects the rest (security, key hierarchy). */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CrashPoint } from '../../device/ports.ts';
import type { CrashPoints } from '../../../shared/lib/crash-point.ts';
import { newKey, seal, unseal } from '../sealing/seal.ts';
import {
  protectionNoteSchema,
  SecretBoxError,
  type ProtectionNote,
  type SecretBox,
} from '../secret-box/secret-box.ts';
import { NewerSchemaError } from '../sqlite/database.ts';
import { writeFileDurably } from './durable-file.ts';

const LAYOUT = 1;
const CONTEXT = 'key ring|1';

const fileSchema = z.object({
  layout: z.literal(LAYOUT),
  protection: protectionNoteSchema,
  keyOfKeys: z.base64(),
  keys: z.object({ records: z.base64(), mail: z.base64() }),
});
type KeyRingFile = z.infer<typeof fileSchema>;

export interface KeyRing {
  readonly records: Uint8Array;
  readonly mail: Uint8Array;
}

/** The key file itself is no longer what was written. */
export class KeyRingDamagedError extends Error {
  override readonly name = 'KeyRingDamagedError';
}

/** How the ring at this path is protected; null when there is none yet. */
export async function readProtection(path: string): Promise<ProtectionNote | null> {
  return (await readRing(path))?.protection ?? null;
}

export async function openKeyRing(path: string, box: SecretBox): Promise<KeyRing> {
  const file = await readRing(path);
  if (file === null) throw new SecretBoxError('key-missing', 'there are no keys here');
  const keyOfKeys = await box.open({ note: file.protection, sealed: Buffer.from(file.keyOfKeys, 'base64') });
  const unwrap = (name: keyof KeyRing): Uint8Array => {
    const key = unseal(keyOfKeys, `${CONTEXT}|${name}`, Buffer.from(file.keys[name], 'base64'));
    if (key === null) throw new KeyRingDamagedError(`the ${name} key does not open`);
    return key;
  };
  return { records: unwrap('records'), mail: unwrap('mail') };
}

export function newKeyRing(): KeyRing {
  return { records: newKey(), mail: newKey() };
}

/** Under a new key of keys each time; durable when it resolves. */
export async function saveKeyRing(
  path: string,
  box: SecretBox,
  ring: KeyRing,
  crashPoint?: CrashPoints<CrashPoint>,
): Promise<void> {
  const keyOfKeys = newKey();
  const { note, sealed } = await box.seal(keyOfKeys);
  const wrap = (name: keyof KeyRing): string =>
    seal(keyOfKeys, `${CONTEXT}|${name}`, ring[name]).toString('base64');
  const file: KeyRingFile = {
    layout: LAYOUT,
    protection: note,
    keyOfKeys: Buffer.from(sealed).toString('base64'),
    keys: { records: wrap('records'), mail: wrap('mail') },
  };
  await writeFileDurably(path, Buffer.from(JSON.stringify(file), 'utf8'), crashPoint);
}

async function readRing(path: string): Promise<KeyRingFile | null> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  });
  if (text === null) return null;
  const content = parseJson(text);
  const layout = z.object({ layout: z.int() }).safeParse(content).data?.layout ?? LAYOUT;
  if (layout > LAYOUT) throw new NewerSchemaError(layout, LAYOUT);
  const parsed = fileSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const { path: field = [], message = '' } = parsed.error.issues[0] ?? {};
  throw new KeyRingDamagedError(
    `the key file is not one of ours: ${['the file', ...field].join('.')}: ${message}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Reported by the schema: undefined is not a key file.
    return undefined;
  }
}
