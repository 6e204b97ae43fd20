/** libfaketime, where it is installed: a process whose wall clock follows a file, and whose monotonic clock runs on. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const LIBRARY = ['/usr/lib', '/usr/local/lib']
  .flatMap((root) => [
    root,
    ...(existsSync(root) ? readdirSync(root).map((name) => path.join(root, name)) : []),
  ])
  .map((place) => path.join(place, 'faketime/libfaketime.so.1'))
  .find((file) => existsSync(file));

export const HAS_FAKETIME = LIBRARY !== undefined;

export interface FakeClock {
  /** For the process whose clock it is to be. */
  readonly env: Readonly<Record<string, string>>;
  /** `+3h`, `-5d`, `+0`: at once, also in a process that runs. */
  readonly set: (offset: string) => void;
}

export function createFakeClock(file: string, offset: string): FakeClock {
  const set = (moved: string): void => writeFileSync(file, `${moved}\n`);
  set(offset);
  const env = {
    LD_PRELOAD: LIBRARY ?? '',
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    DONT_FAKE_MONOTONIC: '1',
  };
  return { env, set };
}
