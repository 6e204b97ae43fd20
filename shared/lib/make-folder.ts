/** Makes a folder and those above it, one by one: Node's own `recursive` tries for ever where a file system takes no folders (/proc). */

export interface FolderDisk {
  readonly isFolder: (folder: string) => boolean;
  readonly parentOf: (folder: string) => string;
  /** Throws as `mkdir` does. */
  readonly make: (folder: string) => void;
}

/** Throws what the first folder failed with that could not be made. */
export function makeFolder(folder: string, disk: FolderDisk): void {
  if (disk.isFolder(folder)) return;
  const parent = disk.parentOf(folder);
  if (parent !== folder) makeFolder(parent, disk);
  try {
    disk.make(folder);
  } catch (error) {
    // Another process may have been quicker.
    if (!disk.isFolder(folder)) throw error;
  }
}
