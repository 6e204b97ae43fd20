/** Files of a device's state folder, changed by another hand: key ring, records, mail index, sealed mail (G39). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { fileKeyBox } from '../../../electron/adapters/secret-box/file-key.ts';
import { passphraseBox } from '../../../electron/adapters/secret-box/passphrase.ts';
import { openKeyRing, readProtection } from '../../../electron/adapters/state/key-ring.ts';
import { openState } from '../../../electron/adapters/state/open-state.ts';
import { statePaths } from '../../../electron/adapters/state/state-paths.ts';
import { batchOf } from '../../electron/adapters/cached-mail.ts';
import { promise, type FuzzTarget } from '../harness/fuzz-target.ts';

const NUMBERS = [1, 2, 3];
const REFUSALS = new Set(['KeyRingDamagedError', 'SecretBoxError', 'NewerSchemaError']);
/** What opening a key ring may cost: the passphrase's own 64 MiB and what is there anyway. */
const MAX_OPENING_BYTES = 512 * 1024 * 1024;

const pristine = await createPristine();
/** The first byte of an input says which of the files the rest is. */
const FILES = ['keys.json', 'state.key', 'records.db', 'mail-index.db', mailFileOf(pristine)];

const numbers = fc.constantFrom(0, 1, -1, 8, 65_536, 2 ** 31, 2 ** 32, 2 ** 53, 0.5);
const base64 = fc.oneof(fc.base64String(), fc.string(), fc.constantFrom('', 'AAAA'));
const keyRings = fc
  .record({
    layout: fc.constantFrom(1, 1, 1, 2, '1'),
    protection: fc.oneof(
      fc.record({ kind: fc.constantFrom('file', 'os', 'x'), backend: fc.string() }),
      fc.record({
        kind: fc.constantFrom('passphrase', 'environment'),
        salt: base64,
        memoryKiB: numbers,
        passes: numbers,
        lanes: numbers,
      }),
    ),
    keyOfKeys: base64,
    keys: fc.record({ records: base64, mail: base64 }),
  })
  .map((ring) => inputFor('keys.json', Buffer.from(JSON.stringify(ring))));
const others = fc
  .tuple(fc.constantFrom(...FILES), fc.uint8Array({ maxLength: 200 }))
  .map(([file, content]) => inputFor(file, content));

export const target: FuzzTarget = {
  seeds: FILES.map((file) => inputFor(file, readFileSync(path.join(pristine, file)))),
  grammar: fc.oneof(keyRings, keyRings, others),
  words: [
    '"layout":',
    '"passphrase"',
    '"salt":"AAAAAAAAAAAAAAAA"',
    '"memoryKiB":',
    '"lanes":',
    'SQLite format 3\0',
  ],
  open: async () => {
    const child = startChild();
    return {
      run: (input) => check(input, child),
      close: async () => child.stop(),
    };
  },
};

async function createPristine(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'continuity-fuzz-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const box = fileKeyBox(statePaths(folder).keyFile);
  const state = await openState({ folder, box, log: { write: () => undefined } });
  await state.mail.put(batchOf(NUMBERS));
  const outbox = NUMBERS.map(
    (number) => ({ kind: 'outbox', id: `o${number}`, value: { text: `record o${number}` } }) as const,
  );
  await state.records.write(outbox);
  await state.close();
  return folder;
}

function mailFileOf(folder: string): string {
  return path.join('mail', readdirSync(path.join(folder, 'mail'))[0] ?? '');
}

function inputFor(file: string, content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([FILES.indexOf(file)]), content]);
}

async function check(input: Uint8Array, child: StateChild): Promise<void> {
  const file = FILES[(input[0] ?? 0) % FILES.length] ?? '';
  const folder = mkdtempSync(path.join(tmpdir(), 'continuity-fuzz-'));
  try {
    cpSync(pristine, folder, { recursive: true });
    writeFileSync(path.join(folder, file), input.subarray(1));
    // Here, where coverage sees it; the files for native code in the child alone.
    if (file === 'keys.json') await checkKeyRing(folder);
    const said = await child.use(folder);
    promise(!said.includes('"failed"'), `${file}: ${said}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With the protection that the file itself names, as at a start. */
async function checkKeyRing(folder: string): Promise<void> {
  const { keys, keyFile } = statePaths(folder);
  const before = process.memoryUsage().rss;
  try {
    const kind = (await readProtection(keys))?.kind;
    const isWord = kind === 'passphrase' || kind === 'environment';
    await openKeyRing(keys, isWord ? passphraseBox(kind, 'a passphrase') : fileKeyBox(keyFile));
  } catch (error) {
    if (!(error instanceof Error && REFUSALS.has(error.name))) throw error;
    promise(error.message !== '', `${error.name} without words`);
  }
  promise(process.memoryUsage().rss < before + MAX_OPENING_BYTES, 'opening a key ring takes half a gigabyte');
}

interface StateChild {
  /** What the child said of the folder. Throws when it dies of it; the next folder gets another child. */
  readonly use: (folder: string) => Promise<string>;
  readonly stop: () => void;
}

function startChild(): StateChild {
  const file = fileURLToPath(new URL('./state-child.ts', import.meta.url));
  const start = () => {
    const child = spawn(process.execPath, ['--import', 'tsx', file, String(NUMBERS.length)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines: AsyncIterator<string> = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return { child, lines, ended: once(child, 'exit') };
  };
  let running = start();
  return {
    use: async (folder) => {
      const { child, lines, ended } = running;
      child.stdin.write(`${folder}\n`);
      const line = await lines.next();
      if (line.done !== true) return line.value;
      running = start();
      throw new Error(`the process that opened it died: ${String(await ended)}`);
    },
    stop: () => running.child.kill('SIGKILL'),
  };
}
