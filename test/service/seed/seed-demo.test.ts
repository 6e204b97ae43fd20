/** The demo organisation and its five days of mail, seeded into a real service. */
import { expect, test } from 'vitest';
import { fromMs, HOUR_MS } from '../../../shared/domain/instant.ts';
import { windowStartMs } from '../../../shared/domain/mail-window.ts';
import type { MailboxUser } from '../../../service/mailbox/ports.ts';
import { demoMail } from '../../../service/seed/demo-mail.ts';
import { GROUPS } from '../../../service/seed/groups.ts';
import { PEOPLE } from '../../../service/seed/people.ts';
import { seedDemo } from '../../../service/seed/seed-demo.ts';
import { call, type EmailList, type Ids } from '../mailbox/jmap/jmap-client.ts';
import { startService, type TestService } from '../mailbox/mail-service.ts';
import { steeredClock } from '../mailbox/steered-clock.ts';

const TUESDAY_NOON = Date.parse('2026-11-24T12:00:00Z');
const KATHARINA = 'katharina-brandt';

const signedIn: MailboxUser = {
  userId: KATHARINA,
  email: 'katharina.brandt@northwind.example',
  accounts: [{ accountId: KATHARINA, name: 'Katharina Brandt', readOnly: false }],
};

async function start(): Promise<TestService> {
  return startService({
    clock: steeredClock(TUESDAY_NOON),
    door: {
      signIn: async () => ({ kind: 'signed-in', user: signedIn, token: null }),
      userOf: async () => signedIn,
    },
  });
}

function seed({ files, mailboxes, db, writePath }: TestService): Promise<boolean> {
  const hashPassword = async (password: string): Promise<string> => `hash of ${password}`;
  return seedDemo({ db, writePath, files, mailboxes, hashPassword, nowMs: TUESDAY_NOON });
}

test('interfaces 1: --seed demo fills an empty service, and only an empty one', async () => {
  const service = await start();
  expect(await seed(service)).toBe(true);
  expect(service.failures).toEqual([]);
  const state = await service.db.selectFrom('mailboxAccounts').selectAll().execute();
  expect(await seed(service)).toBe(false);
  expect(await service.db.selectFrom('mailboxAccounts').selectAll().execute()).toEqual(state);

  const inbox = { inMailbox: 'inbox' };
  const sort = [{ property: 'receivedAt', isAscending: false }];
  const { ids, total } = await call<Ids & { total: number }>(
    service.app,
    'Email/query',
    { filter: inbox, sort, calculateTotal: true },
    KATHARINA,
  );
  expect(total).toBeGreaterThan(110);
  const { list } = await call<EmailList>(
    service.app,
    'Email/get',
    {
      ids,
      properties: [
        'subject',
        'from',
        'keywords',
        'hasAttachment',
        'header:List-Id:asText',
        'receivedAt',
        'preview',
      ],
    },
    KATHARINA,
  );
  const subjects = list.map((email) => email['subject']);
  expect(subjects).toContain('Loading plan for Wednesday, third version');
  expect(subjects).toContain('تأكيد موعد التسليم يوم الأربعاء');
  expect(subjects).toContain('コンテナ4471の修正インボイスについて');
  expect(
    list.filter((email) => email['header:List-Id:asText'] === 'Logistics <logistics.northwind.example>')
      .length,
  ).toBeGreaterThan(10);
  const unread = list.filter((email) => !('$seen' in (email['keywords'] as object)));
  expect(unread.length).toBeGreaterThan(2);
  expect(unread.length).toBeLessThan(30);
  expect(list.filter((email) => '$flagged' in (email['keywords'] as object)).length).toBeGreaterThan(1);
  expect(list.filter((email) => email['hasAttachment']).length).toBeGreaterThan(15);
  expect(list.every((email) => email['preview'] !== '')).toBe(true);
});

test('a seeding that was interrupted begins anew', async () => {
  const service = await start();
  const draft = await service.files.begin({
    version: 1,
    id: 'Mleft-over',
    receivedAt: fromMs(TUESDAY_NOON - HOUR_MS),
    sender: '',
    deliveries: [{ address: 'a@b.example', groupId: null, personIds: [KATHARINA] }],
    sentBy: null,
    traceBytes: 0,
  });
  await draft.write(Buffer.from('Subject: left over\r\n\r\n'));
  await draft.commit();
  service.mailboxes.accepted('Mleft-over');
  expect(await seed(service)).toBe(true);
  expect(await service.files.ids()).not.toContain('Mleft-over');
  const left = await service.db
    .selectFrom('messages')
    .select('id')
    .where('subjectText', '=', 'left over')
    .execute();
  expect(left).toEqual([]);
});

test('the organisation has about 40 people in six groups, of local and directory source', () => {
  expect(PEOPLE.length).toBeGreaterThanOrEqual(38);
  expect(new Set(PEOPLE.map((person) => person.key)).size).toBe(PEOPLE.length);
  expect(GROUPS).toHaveLength(6);
  expect(new Set(GROUPS.map((group) => group.source))).toEqual(new Set(['local', 'directory']));
  const of = (id: string): readonly string[] => GROUPS.find((group) => group.id === id)?.memberKeys ?? [];
  for (const id of ['munich-office', 'logistics', 'all-employees'])
    expect(of(id)).toContain('katharina.brandt');
  expect(PEOPLE.filter((person) => !person.disasterRecovery).length).toBeGreaterThan(1);
});

test.each([
  ['a Tuesday at noon', TUESDAY_NOON],
  ['a Sunday night', Date.parse('2026-11-22T23:30:00Z')],
  ['a Monday before work', Date.parse('2026-11-23T04:00:00Z')],
  ['the night of the change to winter time', Date.parse('2026-10-25T01:30:00Z')],
])('mail arrives in the window, before now, and at hours when people work: seen from %s', (_name, nowMs) => {
  const mails = demoMail(nowMs);
  for (const { atMs } of mails) {
    expect(atMs).toBeGreaterThan(windowStartMs(nowMs) + HOUR_MS);
    expect(atMs).toBeLessThan(nowMs);
  }
  const hours = mails.map(({ atMs }) =>
    Number(
      new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hour12: false, timeZone: 'Europe/Berlin' }).format(
        atMs,
      ),
    ),
  );
  expect(hours.filter((hour) => hour < 7 || hour > 18)).toEqual([]);
});

test('the same instant gives the same mail', () => {
  expect(demoMail(TUESDAY_NOON)).toEqual(demoMail(TUESDAY_NOON));
});

test('attachments are what they say', async () => {
  const { createPdf } = await import('../../../service/seed/attachments/pdf.ts');
  const { createXlsx } = await import('../../../service/seed/attachments/xlsx.ts');
  const pdf = createPdf(['Title', 'A (line)']).toString('latin1');
  const start = Number(/startxref\n(\d+)/.exec(pdf)?.[1]);
  expect(pdf.slice(start, start + 4)).toBe('xref');
  const xlsx = createXlsx([['a', 1]]);
  expect(xlsx.readUInt32LE(0)).toBe(0x04034b50);
  expect(xlsx.readUInt32LE(xlsx.length - 22)).toBe(0x06054b50);
  expect(xlsx.includes('<c t="inlineStr"><is><t>a</t></is></c><c><v>1</v></c>')).toBe(true);
});
