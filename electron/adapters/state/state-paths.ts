/** What lies in a state folder. No name tells anything about a person or a mail. */
import { join } from 'node:path';

export interface StatePaths {
  readonly folder: string;
  /** The sealed keys, and how they are protected. */
  readonly keys: string;
  /** The key that protects them, where file permissions are the protection. */
  readonly keyFile: string;
  readonly records: string;
  readonly mailIndex: string;
  readonly mailFiles: string;
  /** Caches of further accounts. */
  readonly furtherMail: string;
  /** Unsent mail of people who signed out: outlives every wipe. */
  readonly kept: string;
}

export function statePaths(folder: string): StatePaths {
  return {
    folder,
    keys: join(folder, 'keys.json'),
    keyFile: join(folder, 'state.key'),
    records: join(folder, 'records.db'),
    mailIndex: join(folder, 'mail-index.db'),
    mailFiles: join(folder, 'mail'),
    furtherMail: join(folder, 'further-mail'),
    kept: join(folder, 'kept'),
  };
}
