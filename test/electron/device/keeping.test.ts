/** G59: unsent mail and drafts over sign-out, revocation, a lost identity and a dying process, for the same person and for another. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createMemoryKept } from '../../../electron/adapters/kept-writing/memory-kept.ts';
import type { KeptWriting } from '../../../electron/device/keeping/kept-port.ts';
import { StoreError } from '../../../electron/device/ports.ts';
import { MINUTE_MS } from '../../../shared/domain/instant.ts';
import { createDeviceRig, type DeviceRig } from './device-rig.ts';
import { sampleEvent } from './sample-event.ts';

const LENA = [{ name: 'Lena', address: 'lena@example.com' }];

interface SteeredKept extends KeptWriting {
  refuse: boolean;
  /** What else happens while it is being kept. */
  meanwhile: () => Promise<void>;
}

const steeredKept = (): SteeredKept => {
  const kept = createMemoryKept();
  const port: SteeredKept = {
    ...kept,
    refuse: false,
    meanwhile: async () => undefined,
    keep: async (...given: Parameters<KeptWriting['keep']>) => {
      await port.meanwhile();
      if (port.refuse) throw new StoreError('disk-full', 'no space');
      await kept.keep(...given);
    },
  };
  return port;
};

let kept: SteeredKept;
let rig: DeviceRig;

/** One in the outbox, with no way out, and one draft. */
async function writeTwo(): Promise<void> {
  const ids: string[] = [];
  for (const subject of ['Seals', 'Later']) {
    const draft = await rig.call('draft.create', { kind: 'new', to: LENA, html: null });
    if (!draft.ok) throw new Error(draft.problem.message);
    ids.push(draft.value.id);
    const content = { to: LENA, cc: [], bcc: [], subject, text: subject, html: null };
    await rig.call('draft.save', { id: draft.value.id, content });
    await rig.call('draft.attach', {
      id: draft.value.id,
      name: 'a.txt',
      mediaType: 'text/plain',
      bytes: Buffer.from(`file of ${subject}`),
    });
  }
  rig.service.reachable(false);
  expect(await rig.call('outbox.send', { id: ids[0] ?? '' })).toMatchObject({ ok: true });
}

const subjects = (): readonly string[] => {
  const { items, drafts } = rig.snapshot().outbox;
  return [...items, ...drafts].map(({ subject }) => subject);
};
const signOut = (unsent: 'keep' | 'discard') => rig.call('session.signOut', { unsent });

beforeEach(async () => {
  kept = steeredKept();
  rig = createDeviceRig({ kept });
  rig.service.putEvent(sampleEvent({ start: '2026-11-23T07:00:00.000Z' }));
  await rig.signIn();
  await writeTwo();
});

async function comeBack(): Promise<void> {
  rig.service.reachable(true);
  await rig.signIn();
}

describe('at sign-out', () => {
  test('what is kept is back when the same person signs in, files and all, and nothing of it lies around meanwhile', async () => {
    expect(await signOut('keep')).toEqual({ ok: true, value: { kept: 2 } });
    expect(rig.snapshot().session).toMatchObject({ because: 'signed-out', kept: 2, lost: [] });
    for (const kind of ['outbox', 'outbox-message', 'draft', 'draft-file', 'owner'] as const) {
      expect((await rig.records.read(kind)).size, kind).toBe(0);
    }
    await comeBack();
    expect(subjects()).toEqual(['Seals', 'Later']);
    const files = [...(await rig.records.read('draft-file')).values()];
    expect(files.map((file) => Buffer.from(String(file), 'base64').toString()).sort()).toEqual([
      'file of Later',
      'file of Seals',
    ]);
    expect(await kept.bundles({ serviceId: 'service-1', personId: 'person-1' })).toEqual([]);
  });

  test("another person's sign-in neither shows nor removes it", async () => {
    await signOut('keep');
    rig.service.setPerson({ id: 'person-2', email: 'eve@example.com', displayName: 'Eve' });
    await comeBack();
    expect(subjects()).toEqual([]);
    await signOut('discard');
    rig.service.setPerson({ id: 'person-1', email: 'ada@example.com', displayName: 'Ada Lovelace' });
    await comeBack();
    expect(subjects()).toEqual(['Seals', 'Later']);
  });

  test('what is discarded is gone', async () => {
    expect(await signOut('discard')).toEqual({ ok: true, value: { kept: 0 } });
    await comeBack();
    expect(subjects()).toEqual([]);
  });

  test('what was sent is not kept, and with nothing to keep nothing is', async () => {
    await signOut('discard');
    await comeBack();
    expect(await signOut('keep')).toEqual({ ok: true, value: { kept: 0 } });
    expect(await kept.bundles({ serviceId: 'service-1', personId: 'person-1' })).toEqual([]);
  });

  test('a disk that cannot keep it: nobody is signed out, nothing is lost, and writing goes on', async () => {
    kept.refuse = true;
    expect(await signOut('keep')).toMatchObject({ ok: false, problem: { code: 'keep-failed' } });
    expect(rig.snapshot().session.state).toBe('signed-in');
    expect(subjects()).toEqual(['Seals', 'Later']);
    expect(await rig.call('draft.create', { kind: 'new', to: [], html: null })).toMatchObject({ ok: true });
  });

  test('nothing is written while it leaves: what is kept is all there is', async () => {
    kept.meanwhile = async () => {
      const late = await rig.call('draft.create', { kind: 'new', to: [], html: null });
      expect(late).toMatchObject({ ok: false, problem: { code: 'signed-out' } });
    };
    expect(await signOut('keep')).toMatchObject({ ok: true });
    expect.assertions(3);
  });
});

describe('without the word of the person', () => {
  test('revoked: it ends here (product 4), and is named', async () => {
    rig.service.reachable(true);
    await rig.pass(MINUTE_MS);
    const waiting = subjects();
    rig.service.close(4003);
    await rig.pass(5000);
    expect(rig.snapshot().session).toMatchObject({ because: 'revoked', kept: 0 });
    const { session } = rig.snapshot();
    const lost = session.state === 'signed-out' ? session.lost : [];
    expect(lost.map(({ subject }) => subject)).toEqual(waiting);
    expect(lost.at(-1)).toEqual({ kind: 'draft', to: 'Lena', subject: 'Later' });
    await comeBack();
    expect(subjects()).toEqual([]);
  });

  test('the identity is lost and the person registers again: it is back', async () => {
    await rig.records.write([{ kind: 'identity', id: 'self', value: null }]);
    await rig.startAgain();
    expect(rig.snapshot().session).toMatchObject({ because: 'keys-unreadable' });
    await comeBack();
    expect(subjects()).toEqual(['Seals', 'Later']);
  });

  test('the identity is lost and another person registers: it waits for its own', async () => {
    await rig.records.write([{ kind: 'identity', id: 'self', value: null }]);
    await rig.startAgain();
    rig.service.setPerson({ id: 'person-2', email: 'eve@example.com', displayName: 'Eve' });
    await comeBack();
    expect(subjects()).toEqual([]);
    expect(await kept.bundles({ serviceId: 'service-1', personId: 'person-1' })).toHaveLength(1);
  });

  test('killed between keeping and wiping: still signed in, everything once, and no bundle left', async () => {
    rig.records.refuseWith(new StoreError('disk-full', 'no space'));
    expect(await signOut('keep')).toMatchObject({ problem: { code: 'wipe-failed' } });
    rig.records.refuseWith(null);
    await rig.startAgain();
    expect(subjects()).toEqual(['Seals', 'Later']);
    expect(await kept.bundles({ serviceId: 'service-1', personId: 'person-1' })).toEqual([]);
  });

  test('a full disk at sign-in: it stays kept, and the next start brings it back', async () => {
    await signOut('keep');
    rig.service.reachable(true);
    const write = rig.records.write;
    await rig.startAgain({
      records: {
        ...rig.records,
        write: (changes) =>
          changes.some(({ kind }) => kind === 'outbox')
            ? Promise.reject(new StoreError('disk-full', 'no space'))
            : write(changes),
      },
    });
    await rig.signIn();
    expect(subjects()).toEqual([]);
    await rig.startAgain();
    expect(subjects()).toEqual(['Seals', 'Later']);
  });
});
