/** Nothing grows for ever: a simulated year of events, receipts, mail that is sent, and a webhook that nobody answers. */
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { sql, type Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { openAnchorFile } from '../../../service/audit/anchor-file.ts';
import { verifyAudit } from '../../../service/audit/store.ts';
import { TOGETHER_MS, trimAudit } from '../../../service/audit/trim.ts';
import { systemChance } from '../../../service/storage/chance.ts';
import { trimMailFlow } from '../../../service/mail-flow/trim.ts';
import { forgetOld } from '../../../service/retention/retention.ts';
import { DATABASE_FILE, openDatabase } from '../../../service/storage/open-database.ts';
import { MIGRATIONS } from '../../../service/storage/migrations.ts';
import type { Tables } from '../../../service/storage/tables.ts';
import { trimChangeLog } from '../../../service/storage/trim-change-log.ts';
import { trimDeliveries } from '../../../service/webhooks/queue.ts';
import { DAY_MS, fromMs, toMs } from '../../../shared/domain/instant.ts';
import { eventInput, NOW_MS, openCore, TESTER, type CoreRig } from '../core-rig.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const KEPT_DAYS = 90;
const KEPT_AUDIT_DAYS = 120;
const DAYS = 365;
const A_DAY = 6;
/** The service looks more often; this costs the test less, and each bound as many days more. */
const TRIMMED_EVERY_DAYS = 5;
/** Noted when a month is too old, and removed when it is looked at next. */
const MOST_AUDIT_DAYS = KEPT_AUDIT_DAYS + TOGETHER_MS / DAY_MS + 2 * TRIMMED_EVERY_DAYS;

const BOUNDED = [
  'continuityEvents',
  'receipts',
  'emailSubmissions',
  'mailDeliveries',
  'mailTrace',
  'webhookDeliveries',
  'changeLog',
] as const;

async function rowsOf(db: Kysely<Tables>): Promise<Readonly<Record<(typeof BOUNDED)[number], number>>> {
  const counts = await Promise.all(
    BOUNDED.map(async (table) => {
      const { rows } = await sql<{ n: number }>`select count(*) n from ${sql.table(table)}`.execute(db);
      return [table, rows[0]?.n ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<(typeof BOUNDED)[number], number>;
}

async function pagesOf(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  return rows[0]?.page_count ?? 0;
}

async function start() {
  const rig = await openCore();
  const { db } = rig;
  const person = await rig.addPerson('ada@example.com');
  const group = await rig.addGroup('London');
  const at = fromMs(NOW_MS);
  await sql`insert into devices (id, ${sql.ref('personId')}, ${sql.ref('publicKey')}, name, platform, ${sql.ref('appVersion')}, ${sql.ref('registeredAt')}, ${sql.ref('signedIn')}, ${sql.ref('cachedMode')}, ${sql.ref('nameKey')}, ${sql.ref('personKey')})
    values ('device-1', ${person}, 'key', 'Laptop', 'linux', '1', ${at}, 1, 1, '', '')`.execute(db);
  await db
    .insertInto('webhooks')
    .values({
      ...{
        id: 'hook',
        name: 'Dead',
        nameKey: 'dead',
        url: 'https://dead.example/',
        types: '[]',
        secret: 's',
      },
      ...{ inactiveBecause: 'failing', failingSince: at, lastDeliveredAt: null, createdAt: at },
    })
    .execute();
  return { rig, person, group };
}

/** One event that is over the same day, and what a busy organisation leaves behind around it. */
async function liveDay(
  { core, db: outer, clock }: CoreRig,
  day: number,
  person: string,
  group: string,
): Promise<void> {
  const at = fromMs(clock.nowMs);
  const event = await core.events.create(
    TESTER,
    eventInput({ affectedGroupId: group, start: at, end: fromMs(clock.nowMs + 60_000) }),
  );
  await outer.transaction().execute(async (db) => {
    await db.updateTable('continuityEvents').set({ toldStatus: 'expired' }).execute();
    for (let n = 0; n < A_DAY; n += 1) {
      const id = `${String(day)}-${String(n)}`;
      await db
        .insertInto('receipts')
        .values({ deviceId: 'device-1', id, eventId: event.id, kind: 'start', shownAt: at, receivedAt: at })
        .execute();
      await db
        .insertInto('emailSubmissions')
        .values({
          ...{
            accountId: person,
            id,
            madeId: id,
            fingerprint: 'f',
            identityId: 'i',
            emailId: id,
            threadId: id,
          },
          ...{
            envelope: '{}',
            sendAtMs: clock.nowMs,
            undoStatus: 'final',
            createdModseq: 1,
            changedModseq: 1,
            gone: 0,
          },
        })
        .execute();
      await db
        .insertInto('mailDeliveries')
        .values({
          ...{
            id,
            messageId: id,
            direction: 'outbound',
            state: 'delivered',
            submissionId: id,
            accountId: person,
          },
          ...{
            personId: null,
            groupId: null,
            heldEventId: null,
            sender: 'a',
            recipient: 'b',
            lane: 'c',
            domain: 'd',
          },
          ...{ subject: '', searchKey: '', inLane: 0, exempt: 0, attempts: 1, unanswered: 0, queuedAt: at },
          ...{
            nextAttemptAt: at,
            giveUpAt: at,
            heldAt: null,
            releasedAt: null,
            lastAttemptAt: at,
            lastReply: null,
          },
          ...{ handedTo: null, finishedAt: at, reportDue: 0 },
        })
        .execute();
      const step = {
        messageId: id,
        deliveryId: id,
        at,
        step: 'delivered',
        actor: null,
        detail: null,
      } as const;
      await db.insertInto('mailTrace').values([step, step, step]).execute();
      const nothing = { lastAttemptAt: null, lastStatus: null, lastProblem: null };
      await db
        .insertInto('webhookDeliveries')
        .values({
          ...{
            id,
            webhookId: 'hook',
            type: 'test',
            eventId: event.id,
            body: '{}',
            state: 'waiting',
            attempts: 0,
          },
          ...{ createdAt: at, nextAttemptAt: at, ...nothing },
        })
        .execute();
    }
  });
}

test('a year: every table stays within what its setting keeps, and the file with them', async () => {
  const { rig, person, group } = await start();
  const { db, core, clock, giveBack } = rig;
  const needs = { db, giveBack, writePath: core.writePath, keptMs: KEPT_DAYS * DAY_MS };
  const file = openAnchorFile(rig.folder, systemChance);
  const silent = { info: () => undefined, error: () => undefined };
  const auditNeeds = { ...needs, file, keptMs: KEPT_AUDIT_DAYS * DAY_MS, log: silent };
  const pages: number[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    clock.nowMs = NOW_MS + day * DAY_MS;
    await liveDay(rig, day, person, group);
    if (day % TRIMMED_EVERY_DAYS !== 0) continue;
    while (await forgetOld(needs, clock.nowMs));
    while (await trimAudit(auditNeeds, clock.nowMs));
    await trimMailFlow(db, clock.nowMs);
    await trimDeliveries(db, clock.nowMs);
    await trimChangeLog(core.writePath, clock.nowMs);
    pages.push(await pagesOf(db));
  }
  const kept = KEPT_DAYS + TRIMMED_EVERY_DAYS;
  const mail = (30 + TRIMMED_EVERY_DAYS) * A_DAY;
  const rows = await rowsOf(db);
  const bounds = {
    ...{
      continuityEvents: kept,
      changeLog: 7 + TRIMMED_EVERY_DAYS + 1,
      receipts: kept * A_DAY,
      emailSubmissions: kept * A_DAY,
    },
    ...{ mailDeliveries: kept * A_DAY, mailTrace: 3 * mail, webhookDeliveries: mail },
  };
  for (const table of BOUNDED) {
    expect(rows[table], table).toBeLessThanOrEqual(bounds[table]);
    expect(rows[table], `${table} is what the setting keeps`).toBeGreaterThan(bounds[table] / 3);
  }
  // From when each day has its two entries, and the log is full of them; how full a page is, is chance.
  const full = pages[(kept + MOST_AUDIT_DAYS) / TRIMMED_EVERY_DAYS] ?? 0;
  expect(pages.at(-1)).toBeLessThanOrEqual(full + 0.05 * full);

  // An event made, an event forgotten, and what tells of the trimming.
  const { intact, rows: entries, first } = await verifyAudit(db, (await file.read()).list);
  expect(intact).toBe(true);
  expect(entries).toBeLessThanOrEqual(2 * MOST_AUDIT_DAYS + DAYS / 30);
  expect(entries).toBeGreaterThan(KEPT_AUDIT_DAYS);
  expect(toMs(first?.at ?? '')).toBeLessThanOrEqual(clock.nowMs - KEPT_AUDIT_DAYS * DAY_MS);

  // While nobody knows how late it is, nothing is old; and what is forgotten gives its space back.
  expect(await forgetOld(needs, NOW_MS)).toBe(false);
  expect(await rowsOf(db)).toEqual(rows);
  while (await forgetOld(needs, clock.nowMs + 1000 * DAY_MS));
  expect(await rowsOf(db)).toMatchObject({ continuityEvents: 0, receipts: 0, emailSubmissions: 0 });
  expect(await pagesOf(db)).toBeLessThan(pages.at(-1) ?? 0);
  await rig.close();
}, 120_000);

test('what is not over stays, however old: an event nobody was told the end of, its receipts, mail that waits', async () => {
  const { rig, person, group } = await start();
  const { db, core, giveBack } = rig;
  await liveDay(rig, 0, person, group);
  const needs = { db, giveBack, writePath: core.writePath, keptMs: KEPT_DAYS * DAY_MS };
  const laterMs = NOW_MS + 1000 * DAY_MS;
  const left = { continuityEvents: 1, receipts: A_DAY, emailSubmissions: A_DAY, mailDeliveries: A_DAY };
  await db.updateTable('continuityEvents').set({ toldStatus: 'current' }).execute();
  await db.updateTable('emailSubmissions').set({ undoStatus: 'pending' }).execute();
  await db.updateTable('mailDeliveries').set({ reportDue: 1 }).execute();
  while (await forgetOld(needs, laterMs));
  expect(await rowsOf(db)).toMatchObject(left);
  await db.updateTable('continuityEvents').set({ toldStatus: 'expired' }).execute();
  await db.updateTable('emailSubmissions').set({ undoStatus: 'final' }).execute();
  await db.updateTable('mailDeliveries').set({ reportDue: 0 }).execute();
  while (await forgetOld(needs, laterMs));
  expect(await rowsOf(db)).toMatchObject({
    ...{ continuityEvents: 0, receipts: 0, emailSubmissions: 0, mailDeliveries: 0 },
  });
  await rig.close();
});

test('an old database, which gave nothing back, does from its next start on', async () => {
  const folder = temporaryFolder();
  const fixture = path.join(import.meta.dirname, '../../upgrade/fixtures/service/schema-24.db');
  copyFileSync(fixture, path.join(folder, DATABASE_FILE));
  const { db, close } = await openDatabase(folder, MIGRATIONS);
  const { rows } = await sql<{ auto_vacuum: number }>`pragma auto_vacuum`.execute(db);
  expect(rows).toEqual([{ auto_vacuum: 2 }]);
  await close();
});
