/** An organisation of many people with a device each, two groups of them, and the service over it. */
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { systemClock } from '../../service/clock/world-clock.ts';
import { KEEP_AUDIT_DAYS, KEEP_DAYS } from '../../service/retention/settings.ts';
import { NO_MAIL_FLOW } from '../../service/mail-flow/settings.ts';
import { foldedKey } from '../../service/search-key.ts';
import { startService, type Service } from '../../service/service.ts';
import { PLAIN_TRANSPORT } from '../../service/transport-settings.ts';
import { systemChance } from '../../service/storage/chance.ts';
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import { openDatabase } from '../../service/storage/open-database.ts';
import type { Tables } from '../../service/storage/tables.ts';
import { NO_CRASH_POINTS } from '../../shared/lib/crash-point.ts';
import { fromMs } from '../../shared/domain/instant.ts';

/** Of the groups `large` and `small`; fewer where there are fewer people. */
export const LARGE = 50_000;
export const SMALL = 500;
export const TOKEN = 'bench-token';

export function startOrganisation(dataFolder: string, consoleFolder = '/nowhere'): Promise<Service> {
  const anyPort = { host: '127.0.0.1', port: 0 };
  const config = { dataFolder, http: anyPort, smtp: anyPort, seed: null, lab: false, adminToken: TOKEN };
  return startService(
    {
      ...config,
      allowPrivateWebhooks: false,
      readyFile: null,
      trustedProxies: [],
      mailFlow: NO_MAIL_FLOW,
      transport: PLAIN_TRANSPORT,
      keepDays: KEEP_DAYS,
      keepAuditDays: KEEP_AUDIT_DAYS,
    },
    {
      ...{ clock: systemClock, chance: systemChance, crashPoint: NO_CRASH_POINTS },
      ...{ log: pino({ level: 'warn' }), consoleFolder },
    },
  );
}

const ROWS_PER_INSERT = 1000;

export async function fillOrganisation(folder: string, people: number): Promise<void> {
  const { db, close } = await openDatabase(folder, MIGRATIONS);
  await db.transaction().execute(async (transaction) => {
    const createdAt = fromMs(Date.now());
    for (const id of ['large', 'small']) {
      const group = {
        id,
        name: id,
        source: 'local',
        kind: 'security',
        mail: null,
        lastSyncAt: null,
      } as const;
      await transaction
        .insertInto('groups')
        .values({ ...group, createdAt, nameKey: id, searchKey: id })
        .execute();
    }
    for (let from = 0; from < people; from += ROWS_PER_INSERT)
      await addPeople(
        transaction,
        Array.from({ length: Math.min(ROWS_PER_INSERT, people - from) }, (_, index) => from + index),
        createdAt,
      );
  });
  await close();
}

async function addPeople(db: Kysely<Tables>, numbers: readonly number[], createdAt: string): Promise<void> {
  const people = numbers.map((number) => {
    const [id, displayName, email] = [`p${number}`, `Person ${number}`, `person.${number}@example.com`];
    const keys = { nameKey: foldedKey(displayName), searchKey: foldedKey(displayName, email) };
    return {
      id,
      displayName,
      email,
      phone: null,
      smsConsent: 0,
      disasterRecovery: number % 10 === 0 ? 0 : 1,
      passwordHash: null,
      createdAt,
      ...keys,
    } as const;
  });
  await db.insertInto('people').values(people).execute();
  const devices = people.map(({ id, displayName, email }, index) => ({
    id: `d-${id}`,
    personId: id,
    publicKey: `key-${id}`,
    name: 'Laptop',
    platform: 'win32',
    appVersion: '1.0.0',
    registeredAt: createdAt,
    signedIn: index % 20 === 0 ? (0 as const) : (1 as const),
    cachedMode: index % 15 === 0 ? (0 as const) : (1 as const),
    nameKey: 'laptop',
    personKey: foldedKey(displayName, email),
  }));
  await db.insertInto('devices').values(devices).execute();
  const members = numbers.flatMap((number) => [
    ...(number < LARGE ? [{ groupId: 'large', personId: `p${number}` }] : []),
    ...(number < SMALL ? [{ groupId: 'small', personId: `p${number}` }] : []),
  ]);
  if (members.length > 0) await db.insertInto('groupMembers').values(members).execute();
}
