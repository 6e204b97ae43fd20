/** One bundle of kept records as a file: how its key is protected, then a sealed frame for each record. */
import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { RecordChange } from '../../device/ports.ts';
import { RECORD_KINDS } from '../../device/ports.ts';
import type { Owner } from '../../device/keeping/kept-port.ts';
import { newKey, seal, unseal } from '../sealing/seal.ts';
import { protectionNoteSchema, type ProtectionNote, type SecretBox } from '../secret-box/secret-box.ts';
import { replaceDurably } from '../state/durable-file.ts';

const LAYOUT = 1;
const LENGTH_BYTES = 4;

/** In plain, as JSON, in the first frame. */
const headSchema = z.object({
  layout: z.literal(LAYOUT),
  protection: protectionNoteSchema,
  key: z.base64(),
  records: z.int().nonnegative(),
});

const recordSchema = z.tuple([z.enum(RECORD_KINDS), z.string(), z.unknown()]);

export async function writeBundle(
  path: string,
  box: SecretBox,
  owner: Owner,
  records: readonly RecordChange[],
): Promise<void> {
  const key = newKey();
  const { note, sealed } = await box.seal(key);
  const head = {
    layout: LAYOUT,
    protection: note,
    key: Buffer.from(sealed).toString('base64'),
    records: records.length,
  };
  await replaceDurably(path, async (file) => {
    await file.writeFile(framed(Buffer.from(JSON.stringify(head), 'utf8')));
    for (const [index, { kind, id, value }] of records.entries()) {
      const content = Buffer.from(JSON.stringify([kind, id, value]), 'utf8');
      await file.writeFile(framed(seal(key, placeOf(owner, index, records.length), content)));
    }
  });
}

/** How a bundle is protected; null when it is none of ours. */
export async function readProtectionOf(path: string): Promise<ProtectionNote | null> {
  const file = await open(path, 'r');
  try {
    const length = (await file.read({ buffer: Buffer.alloc(LENGTH_BYTES) })).buffer.readUInt32BE();
    if (length > MAX_HEAD_BYTES) return null;
    const { buffer } = await file.read({ buffer: Buffer.alloc(length), position: LENGTH_BYTES });
    return headSchema.safeParse(parseJson(buffer)).data?.protection ?? null;
  } finally {
    await file.close();
  }
}

/** A head is small: more is no bundle. */
const MAX_HEAD_BYTES = 64 * 1024;

/** null when a bit of it is another, or when it is another person's: all of a bundle or nothing. Rejects with a `SecretBoxError`. */
export async function readBundle(
  path: string,
  box: SecretBox,
  owner: Owner,
): Promise<readonly RecordChange[] | null> {
  const [first, ...frames] = framesOf(await readFile(path));
  const head = headSchema.safeParse(first === undefined ? null : parseJson(first)).data;
  if (head?.records !== frames.length) return null;
  const key = await box.open({ note: head.protection, sealed: Buffer.from(head.key, 'base64') });
  const records: RecordChange[] = [];
  for (const [index, frame] of frames.entries()) {
    const content = unseal(key, placeOf(owner, index, frames.length), frame);
    if (content === null) return null;
    const [kind, id, value] = recordSchema.parse(parseJson(content));
    records.push({ kind, id, value });
  }
  return records;
}

/** Whose it is, and that none is missing, is part of every seal. */
function placeOf({ serviceId, personId }: Owner, index: number, count: number): string {
  return `kept|${JSON.stringify([serviceId, personId])}|${String(index)} of ${String(count)}|${String(LAYOUT)}`;
}

function framed(content: Uint8Array): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(content.byteLength);
  return Buffer.concat([length, content]);
}

function framesOf(bytes: Buffer): readonly Buffer[] {
  const frames: Buffer[] = [];
  let at = 0;
  while (at + LENGTH_BYTES <= bytes.length) {
    const end = at + LENGTH_BYTES + bytes.readUInt32BE(at);
    frames.push(bytes.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  return frames;
}

function parseJson(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8')) as unknown;
  } catch {
    // Reported by the schema: undefined is no head and no record.
    return undefined;
  }
}
