/** Remembers, beside the database and not in it, how far devices may have been told: so that a database put back from a backup is noticed (G16). */
import { closeSync, fdatasyncSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { MARK_FILE } from './mark-file.ts';
import { asFileError, errorCodeOf } from './storage-error.ts';

export interface Mark {
  readonly epoch: string;
  /** Nobody was told of a later one in this epoch. */
  readonly revision: number;
}

export interface RevisionMark {
  /** null: there is none, or it is none of ours. Throws a `StorageError`. */
  readonly read: () => Mark | null;
  /** Durable when it returns. Throws a `StorageError`. */
  readonly write: (mark: Mark) => void;
}

/**
 * Each revision is marked before it is committed, so the mark is never behind what a device may know: a set-back database
 * cannot pass for the real one. The price is that a process that dies between the two makes the next start
 * believe in a restore, and devices that fetch one snapshot too many.
 */
export function wasPutBack(mark: Mark | null, database: Mark): boolean {
  return mark?.epoch !== database.epoch || database.revision < mark.revision;
}

const PRIVATE_FILE_MODE = 0o600;

const markSchema = z.object({ epoch: z.string(), revision: z.coerce.number().int().nonnegative() });

/** So that every mark has the same length and one takes the place of the other, within one sector of the disk. */
const REVISION_DIGITS = 16;

export function openRevisionMark(folder: string): RevisionMark {
  const file = path.join(folder, MARK_FILE);
  return {
    read: () =>
      guarded(() => {
        const text = readIfThere(file);
        return text === null ? null : parse(text);
      }),
    write: ({ epoch, revision }) => {
      const padded = String(revision).padStart(REVISION_DIGITS, '0');
      guarded(() => {
        overwrite(file, `${JSON.stringify({ epoch, revision: padded })}\n`);
      });
    },
  };
}

function parse(text: string): Mark | null {
  try {
    return markSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Torn or of someone else: as good as none.
    return null;
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** In place: a new file and its name would cost two syncs at every change. */
function overwrite(file: string, text: string): void {
  const isNew = readIfThere(file) === null;
  const descriptor = openSync(file, isNew ? 'w' : 'r+', PRIVATE_FILE_MODE);
  try {
    writeSync(descriptor, text, 0);
    fdatasyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  if (isNew) syncFolder(path.dirname(file));
}

/** The new name has to reach the disk too; Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function guarded<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw asFileError(error, 'the data folder');
  }
}
