/** What the store of raw messages needs of a disk; a fake that fails at will stands in for it in tests. */

export interface DiskFile {
  /** Appends all of it. */
  readonly write: (chunks: readonly Uint8Array[]) => Promise<void>;
  /** Resolves once the bytes are on the disk itself. */
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Names are of files in one folder. Every failure is a `StorageError`; a missing file is null or nothing, not a failure. */
export interface Disk {
  readonly create: (name: string) => Promise<DiskFile>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Makes renames and removals so far durable. */
  readonly syncFolder: () => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  readonly list: () => Promise<readonly string[]>;
  /** At most `length` bytes from `position`; null when there is no such file. */
  readonly read: (name: string, position: number, length: number) => Promise<Buffer | null>;
  /** Bytes; null when there is no such file. */
  readonly size: (name: string) => Promise<number | null>;
  /** For those who read by themselves, the parsing worker. */
  readonly pathOf: (name: string) => string;
}
