/** Saves an attachment or a message where the person says, marked as coming from outside, and never opens it (security, "attachments"). */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

export interface SavedFile {
  readonly bytes: Uint8Array;
  /** Already safe as a file's name. */
  readonly fileName: string;
}

export interface MailSaverDeps {
  /** Asks where; null: the person thought better of it. */
  readonly askWhere: (suggestion: string) => Promise<string | null>;
  readonly downloadsFolder: string;
  readonly platform: NodeJS.Platform;
  readonly markFailed: (reason: string) => void;
}

export type MailSaver = (file: SavedFile) => Promise<{ readonly saved: boolean }>;

export function createMailSaver(deps: MailSaverDeps): MailSaver {
  return async ({ bytes, fileName }) => {
    const target = await deps.askWhere(path.join(deps.downloadsFolder, fileName));
    if (target === null) return { saved: false };
    // Readable by its owner, executable by nobody.
    await writeFile(target, bytes, { mode: 0o600 });
    await markAsFromOutside(target, deps.platform).catch((error: unknown) => {
      // A file system without streams or attributes, such as a USB stick: the file itself is as asked for.
      deps.markFailed(String(error));
    });
    return { saved: true };
  };
}

/** Windows: zone 3, the Internet. macOS: the quarantine that Gatekeeper asks about. Linux has no such mark. */
async function markAsFromOutside(file: string, platform: NodeJS.Platform): Promise<void> {
  if (platform === 'win32') await writeFile(`${file}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n');
  if (platform === 'darwin') {
    const seconds = Math.floor(Date.now() / 1000).toString(16);
    const quarantine = `0081;${seconds};Continuity Companion;`;
    await promisify(execFile)('/usr/bin/xattr', ['-w', 'com.apple.quarantine', quarantine, file]);
  }
}
