/** Compiles the C floor and the load generator into a folder of their own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchSkipped } from '../figure.ts';

export interface BuiltFloor {
  readonly floor: string;
  readonly load: string;
  readonly remove: () => void;
}

const sources = import.meta.dirname;

/** Skips the benchmark where there is no C compiler or no OpenSSL to compile against. */
export function buildFloor(): BuiltFloor {
  const folder = mkdtempSync(join(tmpdir(), 'bench-floor-'));
  const build = (name: string, files: readonly string[]): string => {
    const output = join(folder, name);
    const paths = files.map((file) => join(sources, file));
    const { error, status, stderr } = spawnSync('cc', ['-O2', '-o', output, ...paths, '-lcrypto'], {
      encoding: 'utf8',
    });
    if (error !== undefined) throw new BenchSkipped(`there is no C compiler "cc" (${error.message})`);
    if (status !== 0) throw new BenchSkipped(`the C floor did not compile (OpenSSL's headers?):\n${stderr}`);
    return output;
  };
  return {
    floor: build('floor', ['floor.c']),
    load: build('load', ['load.c', 'client.c', 'process.c']),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
