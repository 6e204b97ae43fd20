/** How a record looks at rest: under a name that tells nothing, sealed to its kind and place. */
import { createHmac } from 'node:crypto';
import { deriveKey, seal, unseal } from '../sealing/seal.ts';

/** Changes with the form of what is sealed, so that an old form never opens as a new one. */
const FORM = 1;
const NAME_BYTES = 16;

export interface RecordSeal {
  readonly name: (kind: string, id: string) => Buffer;
  readonly seal: (kind: string, id: string, value: unknown) => Buffer;
  /** null when it was altered, or moved here from another record. */
  readonly open: (kind: string, name: Uint8Array, sealed: Uint8Array) => OpenedRecord | null;
}

export interface OpenedRecord {
  readonly id: string;
  readonly value: unknown;
}

export function createRecordSeal(key: Uint8Array): RecordSeal {
  const sealKey = deriveKey(key, 'records: content');
  const nameKey = deriveKey(key, 'records: names');
  const name = (kind: string, id: string): Buffer =>
    createHmac('sha256', nameKey).update(`${kind}\0${id}`, 'utf8').digest().subarray(0, NAME_BYTES);
  return {
    name,
    seal: (kind, id, value) => {
      const content = Buffer.from(toJson(id, value), 'utf8');
      return seal(sealKey, place(kind, name(kind, id)), content);
    },
    open: (kind, at, sealed) => {
      const content = unseal(sealKey, place(kind, at), sealed);
      // What our own key sealed is our own JSON: [id, value].
      return content === null ? null : fromJson(content.toString('utf8'));
    },
  };
}

function place(kind: string, name: Uint8Array): string {
  return `record|${kind}|${Buffer.from(name).toString('hex')}|${FORM}`;
}

function toJson(id: string, value: unknown): string {
  // TypeScript's own type leaves out that a function or undefined has no JSON.
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError('a record holds JSON only');
  return `[${JSON.stringify(id)},${text}]`;
}

function fromJson(text: string): OpenedRecord {
  const [id, value] = JSON.parse(text) as [string, unknown];
  return { id, value };
}
