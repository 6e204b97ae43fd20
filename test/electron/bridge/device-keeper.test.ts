/** The device's state in its process: opened, locked, unreadable, and never removed by itself (product 3; security, "Keys"). */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SafeStorage } from '../../../electron/adapters/secret-box/safe-storage.ts';
import { createDeviceKeeper, type DeviceKeeper } from '../../../electron/bridge/device-keeper.ts';
import type { Records } from '../../../electron/device/ports.ts';
import type { Device } from '../../../electron/device/snapshot.ts';
import type { DeviceSnapshot, SessionView } from '../../../shared/bridge/snapshot.ts';
import { createEmitter } from '../../../shared/lib/emitter.ts';
import { recordingLog } from '../recording-log.ts';
import { sampleSnapshot } from '../sample-snapshot.ts';

let root: string;
let folder: string;
let open: DeviceKeeper[];
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'device-keeper-'));
  folder = path.join(root, 'device');
  open = [];
});
afterEach(async () => {
  for (const keeper of open) await keeper.stop();
  rmSync(root, { recursive: true });
});

const noStore: SafeStorage = {
  backend: async () => null,
  encrypt: () => Promise.reject(new Error('no store')),
  decrypt: () => Promise.reject(new Error('no store')),
};
const keychain: SafeStorage = {
  backend: async () => 'keychain',
  encrypt: async (text) => Buffer.from(text).reverse(),
  decrypt: async (sealed) => Buffer.from(sealed).reverse().toString(),
};

const name = async (records: Records): Promise<unknown> =>
  (await records.read('identity')).get('only') ?? null;

/** Stands for the device: signs in by writing a record, and is signed in where it finds one. */
function smallDevice(records: Records): Device {
  const changed = createEmitter<DeviceSnapshot>();
  let person: unknown = null;
  const snapshot = (): DeviceSnapshot =>
    person === null
      ? sampleSnapshot({
          session: {
            state: 'signed-out',
            because: 'never-signed-in',
            serviceUrl: null,
            email: null,
            kept: 0,
            lost: [],
          },
        })
      : sampleSnapshot();
  const read = async (): Promise<void> => {
    person = await name(records);
    changed.emit(snapshot());
  };
  return {
    start: read,
    stop: async () => undefined,
    snapshot,
    subscribe: changed.subscribe,
    async dispatch(call) {
      if (call === 'session.signIn') await records.write([{ kind: 'identity', id: 'only', value: 'ada' }]);
      await read();
      return { ok: false, problem: { code: `did ${call}`, field: null, message: '', retryAfterMs: null } };
    },
  };
}

/** Starts a process's worth of it; the session as last published. */
async function started(safeStorage: SafeStorage) {
  const published: SessionView[] = [];
  const log = recordingLog();
  const keeper = createDeviceKeeper({
    folder,
    safeStorage,
    log,
    createDevice: ({ records }) => smallDevice(records),
    publish: ({ session }) => void published.push(session),
  });
  open.push(keeper);
  await keeper.start();
  const session = (): unknown => published.at(-1);
  return { keeper, session, log };
}

const signIn = { serviceUrl: 'https://control.example', email: 'ada@north.example', password: 'p' };
const signedIn = (protection: string): unknown => expect.objectContaining({ state: 'signed-in', protection });
const code = (expected: string): unknown =>
  expect.objectContaining({ problem: expect.objectContaining({ code: expected }) as unknown });

describe('product 3: where the system keeps secrets', () => {
  test('the state is protected by it from the start, and is there again', async () => {
    const first = await started(keychain);
    await first.keeper.handlers['session.signIn'](signIn);
    expect(first.session()).toEqual(signedIn('os'));
    expect(await first.keeper.handlers['session.protect']({ kind: 'file' })).toEqual(
      code('already-protected'),
    );
    await first.keeper.stop();
    expect((await started(keychain)).session()).toEqual(signedIn('os'));
  });

  test('security: a store that is gone loses nothing; signing in sets aside what cannot be read', async () => {
    const first = await started(keychain);
    await first.keeper.handlers['session.signIn'](signIn);
    await first.keeper.stop();
    const kept = readFileSync(path.join(folder, 'keys.json'), 'utf8');

    const second = await started(noStore);
    expect(second.session()).toMatchObject({ state: 'signed-out', because: 'keys-unreadable' });
    expect(await second.keeper.handlers['mail.open']({ id: 'm1' })).toEqual(code('signed-out'));
    expect(readFileSync(path.join(folder, 'keys.json'), 'utf8')).toBe(kept);

    expect(await second.keeper.handlers['session.signIn'](signIn)).toEqual(code('did session.signIn'));
    expect(second.session()).toEqual(signedIn('memory'));
    expect(readFileSync(path.join(`${folder}.unreadable`, 'keys.json'), 'utf8')).toBe(kept);
  });

  test('a damaged key file is said, and kept', async () => {
    const first = await started(keychain);
    await first.keeper.handlers['session.signIn'](signIn);
    await first.keeper.stop();
    writeFileSync(path.join(folder, 'keys.json'), '{');
    const second = await started(keychain);
    expect(second.session()).toMatchObject({ because: 'keys-unreadable' });
    expect(second.log.lines).toMatchObject([{ level: 'error', fields: { reason: 'key-file-damaged' } }]);
  });
});

describe('product 3: where it keeps none', () => {
  test('nothing is written until the person agrees', async () => {
    const { keeper, session } = await started(noStore);
    await keeper.handlers['session.signIn'](signIn);
    expect(session()).toEqual(signedIn('memory'));
    expect(existsSync(folder)).toBe(false);
  });

  test('agreed to file permissions: what was in memory moves to disk and is there again', async () => {
    const first = await started(noStore);
    await first.keeper.handlers['session.signIn'](signIn);
    expect(await first.keeper.handlers['session.protect']({ kind: 'file' })).toEqual({
      ok: true,
      value: null,
    });
    expect(first.session()).toEqual(signedIn('file'));
    expect(await first.keeper.handlers['session.protect']({ kind: 'file' })).toEqual(
      code('already-protected'),
    );
    await first.keeper.stop();
    expect((await started(noStore)).session()).toEqual(signedIn('file'));
  });

  test('a passphrase: locked at the next start, opened by it and by no other', async () => {
    const first = await started(noStore);
    await first.keeper.handlers['session.signIn'](signIn);
    await first.keeper.handlers['session.protect']({ kind: 'passphrase', passphrase: 'correct horse' });
    await first.keeper.stop();

    const second = await started(noStore);
    expect(second.session()).toEqual({ state: 'locked', serviceUrl: null });
    expect(await second.keeper.handlers['session.signIn'](signIn)).toEqual(code('locked'));
    expect(await second.keeper.handlers['session.unlock']({ passphrase: 'battery staple' })).toMatchObject({
      problem: { code: 'wrong-passphrase', field: 'passphrase' },
    });
    expect(await second.keeper.handlers['session.unlock']({ passphrase: 'correct horse' })).toEqual({
      ok: true,
      value: null,
    });
    expect(second.session()).toEqual(signedIn('passphrase'));
    expect(await second.keeper.handlers['session.unlock']({ passphrase: 'correct horse' })).toEqual(
      code('not-locked'),
    );
  });
});

test('a state that another process has open is not taken', async () => {
  await (await started(noStore)).keeper.handlers['session.protect']({ kind: 'file' });
  await expect(started(noStore)).rejects.toThrow('another process');
});
