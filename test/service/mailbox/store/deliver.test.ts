/** A batch of messages is stored as if each had come alone: numbers, threads, duplicates and places in the search index. */
import { expect, onTestFinished, test } from 'vitest';
import { fromMs, MINUTE_MS } from '../../../../shared/domain/instant.ts';
import { placementsOf } from '../../../../service/mailbox/ingest.ts';
import type { MailEnvelope } from '../../../../service/mailbox/message-file.ts';
import { readMail } from '../../../../service/mailbox/mime/read-mail.ts';
import { NO_FORWARDING } from '../../../../service/mailbox/ports.ts';
import { deliver, type Arrival } from '../../../../service/mailbox/store/deliver.ts';
import { eventInput, NOW_MS, openCore, TESTER } from '../../core-rig.ts';

const AT_MS = NOW_MS;

async function arrival(id: string, header: string, to = ['ada'], atMs = AT_MS): Promise<Arrival> {
  const bytes = Buffer.from(`From: bob@sender.example\r\n${header}\r\n\r\nHello\r\n`);
  const envelope: MailEnvelope = {
    ...{ version: 1, id, sender: 'bob@sender.example', sentBy: null, traceBytes: 0 },
    receivedAt: fromMs(atMs),
    deliveries: [{ address: 'x@example.com', groupId: null, personIds: to }],
  };
  const [placements, mail] = [placementsOf(envelope), readMail(bytes)];
  return { id, receivedAtMs: atMs, size: bytes.length, mail, placements, envelope };
}

async function start() {
  const rig = await openCore();
  onTestFinished(rig.close);
  const { db, core } = rig;
  const moved = new Map<string, string>();
  core.committed.subscribe((change) => {
    if (change.kind === 'mailbox') moved.set(change.accountId, change.state);
  });
  return {
    ...rig,
    /** Resolves with the accounts that moved, and where they stand. */
    take: async (arrivals: readonly Arrival[]) => {
      moved.clear();
      await core.writePath.transact((unit) => deliver(unit, arrivals, NO_FORWARDING.queue));
      return new Map(moved);
    },
    emails: () =>
      db
        .selectFrom('emails')
        .select(['accountId', 'messageId', 'threadId', 'createdModseq'])
        .orderBy('accountId')
        .orderBy('createdModseq')
        .execute(),
  };
}

const BATCH = await Promise.all([
  arrival('M1', 'Subject: plan\r\nMessage-ID: <1@x>', ['ada', 'tom']),
  arrival('M2', 'Subject: other\r\nMessage-ID: <2@x>', ['tom']),
  arrival('M3', 'Subject: Re: plan\r\nMessage-ID: <3@x>\r\nIn-Reply-To: <1@x>', ['ada']),
  arrival('M4', 'Subject: Re: plan\r\nMessage-ID: <4@x>\r\nReferences: <3@x>', ['tom', 'ada']),
  arrival('M5', 'Subject: no id', ['ada'], AT_MS + 1),
]);

test('one batch or one by one: the same mailboxes, and the numbers of each go up by one', async () => {
  const [together, apart] = [await start(), await start()];
  const moved = await together.take(BATCH);
  for (const one of BATCH) await apart.take([one]);
  expect(await together.emails()).toEqual(await apart.emails());
  expect(moved).toEqual(
    new Map([
      ['ada', '4'],
      ['tom', '3'],
    ]),
  );
  const numbers = (await together.emails()).map(({ accountId, createdModseq }) => [accountId, createdModseq]);
  expect(numbers).toEqual([...[1, 2, 3, 4].map((n) => ['ada', n]), ...[1, 2, 3].map((n) => ['tom', n])]);
  const searchable = (rig: Awaited<ReturnType<typeof start>>) =>
    rig.db.selectFrom('searchable').selectAll().orderBy('number').execute();
  expect(await searchable(together)).toEqual(await searchable(apart));
  expect((await searchable(together)).map(({ messageId }) => messageId)).toEqual([
    'M1',
    'M2',
    'M3',
    'M4',
    'M5',
  ]);
});

test('a reply joins the thread of what came with it, in each account that has that', async () => {
  const { take, emails } = await start();
  await take(BATCH);
  const threads = (await emails()).map(({ accountId, messageId, threadId }) => [
    accountId,
    messageId,
    threadId,
  ]);
  expect(threads).toEqual([
    ['ada', 'M1', 'TM1-inbox'],
    ['ada', 'M3', 'TM1-inbox'],
    ['ada', 'M4', 'TM1-inbox'],
    ['ada', 'M5', 'TM5-inbox'],
    ['tom', 'M1', 'TM1-inbox'],
    ['tom', 'M2', 'TM2-inbox'],
    // Tom has nothing that it refers to.
    ['tom', 'M4', 'TM4-inbox'],
  ]);
});

test('a message that comes twice, in one batch or later, is stored once', async () => {
  const { take, emails } = await start();
  const [first, second] = BATCH;
  await take([first, first]);
  expect(await take([first, second])).toEqual(new Map([['tom', '2']]));
  expect(await emails()).toHaveLength(3);
});

test('product 6: a duplicate of one in the same batch is left out while an event expands lists', async () => {
  const { core, addGroup, take, emails } = await start();
  const twins = await Promise.all(
    ['M1', 'M2'].map((id) => arrival(id, 'Subject: plan\r\nMessage-ID: <1@x>')),
  );
  await take(await Promise.all(['M8', 'M9'].map((id) => arrival(id, 'Subject: early\r\nMessage-ID: <0@x>'))));
  const affectedGroupId = await addGroup('everyone');
  const soon = new Date(AT_MS + MINUTE_MS).toISOString();
  await core.events.create(
    TESTER,
    eventInput({ affectedGroupId, start: soon, expandDistributionLists: true }),
  );
  await take(twins);
  expect((await emails()).map(({ messageId }) => messageId)).toEqual(['M8', 'M9', 'M1']);
});
