/** The audit log's anchors in a file beside the database: appended to, each line on the disk before it counts (G41). */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Chance } from '../storage/chance.ts';
import { anchorLine, compacted, readAnchors, type Anchor, type NotedAnchors } from './anchors.ts';

export const ANCHOR_FILE = 'audit-anchors.jsonl';
/** Not in the database: who can write there could forge anchors too. */
const KEY_FILE = 'audit-anchor-key';
const KEY_BYTES = 32;
const PRIVATE_FILE_MODE = 0o600;

export interface AnchorFile {
  readonly read: () => Promise<NotedAnchors>;
  /** Resolves when it is on the disk. */
  readonly append: (anchor: Anchor) => Promise<void>;
}

/** Of a data folder that is only read: without its key no line is as it was written. */
export async function readAnchorFile(dataFolder: string): Promise<NotedAnchors> {
  const keyFile = path.join(dataFolder, KEY_FILE);
  const key = existsSync(keyFile) ? readFileSync(keyFile) : Buffer.alloc(0);
  return readAnchors(key, await textOf(path.join(dataFolder, ANCHOR_FILE)));
}

export function openAnchorFile(dataFolder: string, chance: Chance): AnchorFile {
  const file = path.join(dataFolder, ANCHOR_FILE);
  const key = openKey(path.join(dataFolder, KEY_FILE), chance);
  const read = async (): Promise<NotedAnchors> => readAnchors(key, await textOf(file));
  const appendAfterLast = async (anchor: Anchor): Promise<void> => {
    const before = await read();
    const shorter = compacted(key, before);
    if (shorter !== null) await replace(file, shorter);
    const { lastMac, completeBytes } = shorter === null ? before : readAnchors(key, shorter);
    const handle = await open(file, 'a', PRIVATE_FILE_MODE);
    try {
      // What a crash left of a line is no line; the next one must not begin behind it.
      await handle.truncate(completeBytes);
      await handle.writeFile(anchorLine(key, lastMac, anchor));
      await handle.sync();
    } finally {
      await handle.close();
    }
  };
  // One at a time: two that began behind the same line would leave one of them.
  let last: Promise<void> = Promise.resolve();
  return {
    read,
    append(anchor) {
      const turn = last.then(() => appendAfterLast(anchor));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** Whole or not at all: a crash in between leaves the long one. */
async function replace(file: string, text: string): Promise<void> {
  const next = `${file}.next`;
  await writeFile(next, text, { mode: PRIVATE_FILE_MODE, flush: true });
  await rename(next, file);
}

function openKey(file: string, chance: Chance): Uint8Array {
  if (!existsSync(file))
    writeFileSync(file, chance.token(KEY_BYTES), { mode: PRIVATE_FILE_MODE, flush: true });
  return readFileSync(file);
}

async function textOf(file: string): Promise<string> {
  return existsSync(file) ? readFile(file, 'utf8') : '';
}
