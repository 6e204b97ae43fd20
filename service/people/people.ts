/** What administrators do with people: each use checks, saves, records and audits in one transaction. */
import type { Kysely } from 'kysely';
import { fromMs } from '../../shared/domain/instant.ts';
import {
  MIN_PASSWORD_CHARACTERS,
  type PersonInput,
  type PersonPatch,
  type PersonView,
} from '../../shared/http/people.ts';
import { patched } from '../patch.ts';
import { foldedKey } from '../search-key.ts';
import { invalid, notFound, type FieldProblem } from '../refusal.ts';
import type { Chance } from '../storage/chance.ts';
import { toFlag } from '../storage/column-types.ts';
import type { Tables } from '../storage/tables.ts';
import type { Unit, WritePath } from '../storage/write-path.ts';
import { checkFree, saveAddresses } from './addresses.ts';
import { checkPassword } from './check-password.ts';
import { addressesOf, checkPerson, cleanPerson } from './check-person.ts';
import type { Passwords } from './passwords.ts';
import { removePerson } from './remove-person.ts';
import { findPerson } from './store.ts';
import type { PeopleTables } from './tables.ts';

export interface People {
  readonly create: (actor: string, input: PersonInput) => Promise<PersonView>;
  readonly edit: (actor: string, id: string, patch: PersonPatch) => Promise<PersonView>;
  readonly remove: (actor: string, id: string) => Promise<void>;
}

export interface PeopleNeeds {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly passwords: Passwords;
  readonly chance: Chance;
}

export function createPeople({ db, writePath, passwords, chance }: PeopleNeeds): People {
  return {
    async create(actor, given) {
      const prepared = await preparePerson(passwords, given);
      return writePath.transact((unit) => createPerson(unit, actor, chance.id(), prepared));
    },
    async edit(actor, id, patch) {
      const before = existing(await findPerson(db, id));
      const prepared = await preparePerson(passwords, inputOf(before, patch));
      return writePath.transact((unit) => editPerson(unit, actor, id, prepared));
    },
    remove: (actor, id) => writePath.transact((unit) => removePerson(unit, actor, id)),
  };
}

/**
 * Before the transaction: hashing takes long, and others would wait. Throws a `Refusal` (invalid), with what was `found`
 * to be wrong already.
 */
export async function preparePerson(
  passwords: Passwords,
  given: PersonInput,
  found: readonly FieldProblem[] = [],
): Promise<Prepared> {
  const input = cleanPerson(given);
  const { password } = input;
  const weak =
    password === undefined
      ? []
      : await checkPassword(password, input, MIN_PASSWORD_CHARACTERS, passwords.isCommon);
  const problems = [...found, ...checkPerson(input), ...weak];
  if (problems.length > 0) throw invalid(problems);
  const passwordHash = password === undefined ? null : await passwords.hash(password);
  return { input, passwordHash };
}

export interface Prepared {
  readonly input: PersonInput;
  /** null: leave the password as it is. */
  readonly passwordHash: string | null;
}

/** The person as they would be saved with the edit. */
export function inputOf(before: PersonView, patch: PersonPatch): PersonInput {
  const { email, aliases, displayName, phone, smsConsent, permissions, mayRead } = before;
  const whole: PersonInput = {
    email,
    aliases,
    displayName,
    phone: phone ?? null,
    smsConsent,
    permissions,
    mayRead,
  };
  return patched(whole, patch);
}

export async function createPerson(
  unit: Unit,
  actor: string,
  id: string,
  { input, passwordHash }: Prepared,
): Promise<PersonView> {
  await refuseProblems(unit, id, input);
  const createdAt = fromMs(unit.nowMs);
  await unit.db
    .insertInto('people')
    .values({ id, ...columnsOf(input), passwordHash, createdAt })
    .execute();
  await saveRelations(unit, id, input);
  const after = existing(await findPerson(unit.db, id));
  await unit.audit({ service: 'directory', actor, action: 'person.create', target: id, detail: { after } });
  return after;
}

export async function editPerson(
  unit: Unit,
  actor: string,
  id: string,
  { input, passwordHash }: Prepared,
): Promise<PersonView> {
  const before = existing(await findPerson(unit.db, id));
  await refuseProblems(unit, id, input);
  await unit.db
    .updateTable('people')
    .set({ ...columnsOf(input), ...(passwordHash === null ? {} : { passwordHash }) })
    .where('id', '=', id)
    .execute();
  await unit.db
    .updateTable('devices')
    .set({ personKey: personKeyOf(input) })
    .where('personId', '=', id)
    .execute();
  await saveRelations(unit, id, input);
  const after = existing(await findPerson(unit.db, id));
  const detail = { before, after, passwordChanged: passwordHash !== null };
  await unit.audit({ service: 'directory', actor, action: 'person.edit', target: id, detail });
  if (passwordHash !== null) unit.announce({ kind: 'password', personId: id });
  if (toldDifferently(before, after)) await unit.record({ kind: 'standing', people: [{ userId: id }] });
  return after;
}

/** What the person's devices are ordered and searched by in lists. */
export function personKeyOf({ displayName, email }: Pick<PersonView, 'displayName' | 'email'>): string {
  return foldedKey(displayName, email);
}

/** What devices of the person are told by. */
function toldDifferently(before: PersonView, after: PersonView): boolean {
  return (
    before.email !== after.email ||
    before.displayName !== after.displayName ||
    before.permissions.disasterRecovery !== after.permissions.disasterRecovery ||
    before.mayRead.join('\n') !== after.mayRead.join('\n')
  );
}

function columnsOf(input: PersonInput): Omit<PeopleTables['people'], 'id' | 'passwordHash' | 'createdAt'> {
  return {
    nameKey: foldedKey(input.displayName),
    searchKey: foldedKey(input.displayName, input.email, ...input.aliases),
    displayName: input.displayName,
    email: input.email,
    phone: input.phone,
    smsConsent: toFlag(input.smsConsent),
    disasterRecovery: toFlag(input.permissions.disasterRecovery),
  };
}

async function refuseProblems(unit: Unit, id: string, input: PersonInput): Promise<void> {
  const taken = await checkFree(unit.db, { kind: 'person', id }, addressesOf(input));
  const problems = [...taken, ...(await checkMayRead(unit, id, input.mayRead))];
  if (problems.length > 0) throw invalid(problems);
}

async function checkMayRead(unit: Unit, id: string, mayRead: readonly string[]): Promise<FieldProblem[]> {
  if (mayRead.length === 0) return [];
  const rows = await unit.db.selectFrom('people').select('id').where('id', 'in', mayRead).execute();
  const known = new Set(rows.map((row) => row.id));
  return mayRead.flatMap((owner, index): FieldProblem[] => {
    if (known.has(owner) && owner !== id) return [];
    const pointer = `/mayRead/${String(index)}`;
    return owner === id
      ? [{ pointer, code: 'own-mailbox', message: 'is the person itself' }]
      : [{ pointer, code: 'unknown-person', message: 'is not the id of a person' }];
  });
}

async function saveRelations(unit: Unit, id: string, input: PersonInput): Promise<void> {
  await saveAddresses(unit.db, { kind: 'person', id }, addressesOf(input));
  await unit.db.deleteFrom('mailboxReaders').where('readerId', '=', id).execute();
  const owners = [...new Set(input.mayRead)];
  if (owners.length === 0) return;
  await unit.db
    .insertInto('mailboxReaders')
    .values(owners.map((ownerId) => ({ readerId: id, ownerId })))
    .execute();
}

function existing(person: PersonView | null): PersonView {
  if (person === null) throw notFound('person');
  return person;
}
