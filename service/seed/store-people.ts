/** Writes the demo's people, groups and administrators into an empty database. */
import type { Kysely, Transaction } from 'kysely';
import { fromMs, MINUTE_MS } from '../../shared/domain/instant.ts';
import { administratorKeys } from '../access/administrator-store.ts';
import { addressKey } from '../people/addresses.ts';
import { foldedKey } from '../search-key.ts';
import { toFlag } from '../storage/column-types.ts';
import type { Tables } from '../storage/tables.ts';
import { DEMO_ADMINISTRATORS } from './administrators.ts';
import { GROUPS } from './groups.ts';
import { addressOf, PEOPLE, type DemoPerson } from './people.ts';

/** When the directory was last synchronised, in the demo. */
const SYNCHRONISED_BEFORE_MS = 107 * MINUTE_MS;

/** Ids are letters, digits and hyphens, as those of JMAP accounts. */
export function idOf(person: Pick<DemoPerson, 'key'>): string {
  return person.key.replaceAll('.', '-');
}

export async function isEmpty(db: Kysely<Tables>): Promise<boolean> {
  const person = await db.selectFrom('people').select('id').limit(1).executeTakeFirst();
  return person === undefined;
}

export async function storePeople(
  transaction: Transaction<Tables>,
  passwordHash: string,
  nowMs: number,
): Promise<void> {
  for (const person of PEOPLE) await storePerson(transaction, person, passwordHash, fromMs(nowMs));
  const readers = PEOPLE.flatMap((person) =>
    person.mayRead.map((key) => ({ readerId: idOf(person), ownerId: idOf({ key }) })),
  );
  await transaction.insertInto('mailboxReaders').values(readers).execute();
  await storeGroups(transaction, nowMs);
  await storeAdministrators(transaction, passwordHash, fromMs(nowMs));
}

async function storePerson(
  transaction: Transaction<Tables>,
  person: DemoPerson,
  passwordHash: string,
  createdAt: string,
): Promise<void> {
  const email = addressOf(person);
  await transaction
    .insertInto('people')
    .values({
      id: idOf(person),
      displayName: person.name,
      email,
      phone: person.phone,
      smsConsent: toFlag(person.smsConsent),
      disasterRecovery: toFlag(person.disasterRecovery),
      passwordHash,
      createdAt,
      nameKey: foldedKey(person.name),
      searchKey: foldedKey(person.name, email),
    })
    .execute();
  await transaction
    .insertInto('mailAddresses')
    .values({ addressKey: email, address: email, ownerKind: 'person', ownerId: idOf(person), isAlias: 0 })
    .execute();
}

async function storeGroups(transaction: Transaction<Tables>, nowMs: number): Promise<void> {
  for (const { id, name, source, kind, mail, memberKeys } of GROUPS) {
    const lastSyncAt = source === 'directory' ? fromMs(nowMs - SYNCHRONISED_BEFORE_MS) : null;
    await transaction
      .insertInto('groups')
      .values({
        id,
        name,
        source,
        kind,
        mail,
        lastSyncAt,
        createdAt: fromMs(nowMs),
        nameKey: foldedKey(name),
        searchKey: foldedKey(name, mail ?? ''),
      })
      .execute();
    const members = memberKeys.map((key) => ({ groupId: id, personId: idOf({ key }) }));
    await transaction.insertInto('groupMembers').values(members).execute();
    if (mail === null) continue;
    await transaction
      .insertInto('mailAddresses')
      .values({ addressKey: mail, address: mail, ownerKind: 'group', ownerId: id, isAlias: 0 })
      .execute();
  }
}

async function storeAdministrators(
  transaction: Transaction<Tables>,
  passwordHash: string,
  createdAt: string,
): Promise<void> {
  for (const { key, role } of DEMO_ADMINISTRATORS) {
    const person = PEOPLE.find((someone) => someone.key === key);
    if (person === undefined) throw new Error(`the demo has nobody called ${key}`);
    const email = addressOf(person);
    const keys = { emailKey: addressKey(email), ...administratorKeys(person.name, email) };
    const account = { email, displayName: person.name, ...keys, role, passwordHash };
    await transaction
      .insertInto('administrators')
      .values({ id: idOf(person), ...account, createdAt, lastSignInAt: null })
      .execute();
  }
}
