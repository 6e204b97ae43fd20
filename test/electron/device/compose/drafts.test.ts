/** Tests drafts over records that outlive them and a disk that refuses: as typed, durable before anyone is told so. */
import { expect, test } from 'vitest';
import { createDrafts, readDrafts } from '../../../../electron/device/compose/drafts.ts';
import { StoreError } from '../../../../electron/device/ports.ts';
import type { Draft } from '../../../../shared/bridge/compose.ts';
import { createFakeRecords } from '../../../fakes/memory-records.ts';
import { recordingLog } from '../../recording-log.ts';

const EMPTY: Omit<Draft, 'id' | 'savedAt' | 'files'> = {
  ...{ to: [], cc: [], bcc: [], subject: '', text: '', html: null },
  ...{ inReplyTo: null, references: [], circle: null },
};
const FILE = { name: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from('a') };
const FULL = new StoreError('disk-full', 'no space left');

async function rig(records = createFakeRecords()) {
  let ids = 0;
  let nowMs = 0;
  const log = recordingLog();
  const drafts = createDrafts(
    {
      records,
      newId: () => `id-${String((ids += 1))}`,
      nowMs: () => (nowMs += 1000),
      changed: () => undefined,
    },
    await readDrafts(records, log),
  );
  return { drafts, records, log };
}

test('what was typed is there after a restart, in its form and with its files', async () => {
  const { drafts, records } = await rig();
  const { id } = await drafts.create(EMPTY, [FILE]);
  await drafts.save(id, { ...EMPTY, subject: 'Plan', text: 'a', html: '<b>a</b>' });
  const again = await rig(records);
  const draft = again.drafts.get(id);
  expect(draft).toMatchObject({ subject: 'Plan', html: '<b>a</b>', files: [{ name: 'a.txt', size: 1 }] });
  expect(draft === null ? [] : await again.drafts.filesOf(draft)).toEqual([FILE]);
});

test('saving and attaching at once lose neither', async () => {
  const { drafts } = await rig();
  const { id } = await drafts.create(EMPTY, []);
  await Promise.all([
    drafts.attach(id, FILE),
    drafts.save(id, { ...EMPTY, subject: 'Plan' }),
    drafts.attach(id, { ...FILE, name: 'b.txt' }),
  ]);
  expect(drafts.get(id)).toMatchObject({ subject: 'Plan', files: [{ name: 'a.txt' }, { name: 'b.txt' }] });
});

test('a disk that refuses is told of, and what was there stays', async () => {
  const { drafts, records } = await rig();
  const { id } = await drafts.create({ ...EMPTY, subject: 'before' }, []);
  records.refuseWith(FULL);
  await expect(drafts.save(id, { ...EMPTY, subject: 'after' })).rejects.toBe(FULL);
  expect(drafts.get(id)?.subject).toBe('before');
  records.refuseWith(null);
  expect((await drafts.save(id, { ...EMPTY, subject: 'after' }))?.subject).toBe('after');
});

test('a file that is taken away, and a draft that is discarded, leave nothing', async () => {
  const { drafts, records } = await rig();
  const { id, files } = await drafts.create(EMPTY, [FILE, FILE]);
  await drafts.detach(id, files[0]?.id ?? '');
  expect((await records.read('draft-file')).size).toBe(1);
  await drafts.discard(id);
  expect([(await records.read('draft')).size, (await records.read('draft-file')).size]).toEqual([0, 0]);
  expect(drafts.rows()).toEqual([]);
});

test('what is no draft any more is not changed', async () => {
  const { drafts } = await rig();
  expect([await drafts.save('gone', EMPTY), await drafts.attach('gone', FILE)]).toEqual([null, null]);
});

test('they are listed newest first, with names and the beginning of the text', async () => {
  const { drafts } = await rig();
  await drafts.create({ ...EMPTY, text: 'older' }, []);
  const to = [
    { name: 'Lena', address: 'lena@x' },
    { name: '', address: 'b@x' },
  ];
  await drafts.create({ ...EMPTY, to, text: `  two\n\nlines ${'x'.repeat(200)}` }, []);
  expect(drafts.rows().map(({ to: names, preview }) => [names, preview.slice(0, 9), preview.length])).toEqual(
    [
      ['Lena, b@x', 'two lines', 140],
      ['', 'older', 5],
    ],
  );
});

test('one that cannot be read is told of and left out; the others are there', async () => {
  const { drafts, records } = await rig();
  const { id } = await drafts.create(EMPTY, []);
  await records.write([{ kind: 'draft', id: 'broken', value: { id: 'broken' } }]);
  const again = await rig(records);
  expect(again.drafts.rows().map((row) => row.id)).toEqual([id]);
  expect(again.log.lines.map(({ level }) => level)).toEqual(['error']);
});
