/** A state folder that is open: its keys, its records, its mail; one process at a time. */
import { realpath, rm } from 'node:fs/promises';
import type { CrashPoint, Log } from '../../device/ports.ts';
import { NO_CRASH_POINTS, type CrashPoints } from '../../../shared/lib/crash-point.ts';
import { createFurtherStores, type FurtherStores } from '../mail-store/further-stores.ts';
import { openSealedMailStore, type SealedMailStore } from '../mail-store/sealed-mail-store.ts';
import { openRecordsFile } from '../records/records-file.ts';
import { createSealedRecords, type SealedRecords } from '../records/sealed-records.ts';
import { SecretBoxError, type SecretBox } from '../secret-box/secret-box.ts';
import type { Database } from '../sqlite/database.ts';
import { removeDatabase } from '../sqlite/files.ts';
import { isBusy } from '../sqlite/store-errors.ts';
import { newKeyRing, openKeyRing, readProtection, saveKeyRing, type KeyRing } from './key-ring.ts';
import { makePrivate, makePrivateFolder } from './make-private.ts';
import type { StatePaths } from './state-paths.ts';

export interface DiskState {
  readonly box: SecretBox;
  readonly records: SealedRecords;
  readonly mail: SealedMailStore;
  readonly further: FurtherStores;
  /** The same content under another protection. */
  readonly protectBy: (box: SecretBox) => Promise<DiskState>;
  /** Closes this one and answers with one whose mail is gone, the key that it was sealed with too. */
  readonly withoutMail: () => Promise<DiskState>;
  /** Closes it and removes everything. */
  readonly destroy: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Another process has this state folder open. */
export class StateInUseError extends Error {
  override readonly name = 'StateInUseError';
}

/**
 * Opens what is there, or makes it new. Rejects with `StateInUseError`, `NewerSchemaError`, `KeyRingDamagedError` or
 * `SecretBoxError`; nothing is ever removed because it does not open (security, key hierarchy).
 */
export async function openDiskState(
  paths: StatePaths,
  box: SecretBox,
  log: Log,
  crashPoint: CrashPoints<CrashPoint> = NO_CRASH_POINTS,
): Promise<DiskState> {
  makePrivateFolder(paths.folder);
  await makePrivate(await realpath(paths.folder));
  const database = holdRecords(paths, log, crashPoint);
  try {
    const ring = await ringOf(paths, box, database, crashPoint);
    const records = createSealedRecords(database, ring.records, log);
    return diskState({ paths, box, log, crashPoint, ring, records, ...openMail(paths, ring, log) });
  } catch (cause) {
    database.close();
    throw cause;
  }
}

/** The records file comes first: holding it keeps every other process out while keys are read or made. */
function holdRecords(paths: StatePaths, log: Log, crashPoint: CrashPoints<CrashPoint>): Database {
  try {
    return openRecordsFile(paths.records, log, crashPoint);
  } catch (cause) {
    if (isBusy(cause)) throw new StateInUseError('another process uses this state folder', { cause });
    throw cause;
  }
}

async function ringOf(
  paths: StatePaths,
  box: SecretBox,
  database: Database,
  crashPoint: CrashPoints<CrashPoint>,
): Promise<KeyRing> {
  if ((await readProtection(paths.keys)) !== null) return openKeyRing(paths.keys, box);
  const sealedAlready = database.prepare('SELECT 1 FROM record LIMIT 1').first() !== null;
  if (sealedAlready) throw new SecretBoxError('key-missing', 'the keys of this state are gone');
  const ring = newKeyRing();
  await saveKeyRing(paths.keys, box, ring, crashPoint);
  return ring;
}

interface Opened {
  readonly paths: StatePaths;
  readonly box: SecretBox;
  readonly log: Log;
  readonly crashPoint: CrashPoints<CrashPoint>;
  readonly ring: KeyRing;
  readonly records: SealedRecords;
  readonly mail: SealedMailStore;
  readonly further: FurtherStores;
}

function diskState(opened: Opened): DiskState {
  const { paths, box, crashPoint, ring, records, mail, further } = opened;
  const closeMail = async (): Promise<void> => {
    await further.close();
    await mail.close();
  };
  return {
    box,
    records,
    mail,
    further,
    protectBy: async (next) => {
      await saveKeyRing(paths.keys, next, ring, crashPoint);
      if (next.kind !== box.kind) await box.forget();
      return diskState({ ...opened, box: next });
    },
    withoutMail: async () => {
      await closeMail();
      await removeMail(paths);
      const renewed = { ...ring, mail: newKeyRing().mail };
      await saveKeyRing(paths.keys, box, renewed, crashPoint);
      return diskState({ ...opened, ring: renewed, ...openMail(paths, renewed, opened.log) });
    },
    destroy: async () => {
      await closeMail();
      records.close();
      await removeMail(paths);
      await rm(paths.keys, { force: true });
      await box.forget();
      removeDatabase(paths.records);
    },
    close: async () => {
      await closeMail();
      records.close();
    },
  };
}

function openMail(paths: StatePaths, ring: KeyRing, log: Log): Pick<Opened, 'mail' | 'further'> {
  const place = { indexPath: paths.mailIndex, filesFolder: paths.mailFiles };
  return {
    mail: openSealedMailStore(place, ring.mail, log),
    further: createFurtherStores(paths.furtherMail, ring.mail, log),
  };
}

async function removeMail(paths: StatePaths): Promise<void> {
  removeDatabase(paths.mailIndex);
  await rm(paths.mailFiles, { recursive: true, force: true });
  await rm(paths.furtherMail, { recursive: true, force: true });
}
