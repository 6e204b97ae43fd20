/** Adds, changes and removes administrators; there is always one left who may. */
import type { Kysely } from 'kysely';
import { fromMs } from '../../shared/domain/instant.ts';
import {
  MIN_ADMINISTRATOR_PASSWORD_CHARACTERS,
  type AdministratorInput,
  type AdministratorPatch,
  type AdministratorView,
} from '../../shared/http/access.ts';
import { DISPLAY_NAME_CHARACTERS } from '../../shared/http/people.ts';
import { addressKey, checkAddress } from '../people/addresses.ts';
import { checkPassword, type PasswordOwner } from '../people/check-password.ts';
import type { Passwords } from '../people/passwords.ts';
import { conflict, invalid, type FieldProblem } from '../refusal.ts';
import type { Chance } from '../storage/chance.ts';
import type { Tables } from '../storage/tables.ts';
import type { Unit, WritePath } from '../storage/write-path.ts';
import { checkRequiredText, cleanLine } from '../text.ts';
import { administratorKeys, getAdministrator, hasAdministrator } from './administrator-store.ts';
import { revokeTokensOf } from './api-tokens.ts';

export interface Administrators {
  /** Only while there is none; a conflict later. */
  readonly createFirst: (actor: string, input: AdministratorInput) => Promise<AdministratorView>;
  readonly create: (actor: string, input: AdministratorInput) => Promise<AdministratorView>;
  readonly edit: (actor: string, id: string, patch: AdministratorPatch) => Promise<AdministratorView>;
  readonly remove: (actor: string, id: string) => Promise<void>;
}

interface Needs {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly passwords: Passwords;
  readonly chance: Chance;
  readonly nowMs: () => number;
}

export function createAdministrators({ db, writePath, passwords, chance, nowMs }: Needs): Administrators {
  const create = async (
    actor: string,
    given: AdministratorInput,
    check: (unit: Unit) => Promise<void>,
  ): Promise<AdministratorView> => {
    const { password, ...input } = cleaned(given);
    refuseProblems([...problemsOf(input), ...(await passwordProblems(passwords, password, input))]);
    const passwordHash = await passwords.hash(password);
    return writePath.transact(async (unit) => {
      await check(unit);
      const id = chance.id();
      const keys = {
        emailKey: addressKey(input.email),
        ...administratorKeys(input.displayName, input.email),
      };
      const row = { id, ...input, ...keys, passwordHash, lastSignInAt: null };
      await refuseTaken(unit, id, input.email);
      await unit.db
        .insertInto('administrators')
        .values({ ...row, createdAt: fromMs(nowMs()) })
        .execute();
      const after = await getAdministrator(unit.db, id);
      await audit(unit, actor, 'administrator.create', id, { after });
      return after;
    });
  };
  return {
    create: (actor, input) => create(actor, input, async () => undefined),
    createFirst: (actor, input) => create(actor, input, refuseSetUp),
    async edit(actor, id, given) {
      const patch = cleaned(given);
      const { password } = patch;
      const { displayName, email } = await getAdministrator(db, id);
      const owner = {
        displayName: patch.displayName ?? displayName,
        email: patch.email ?? email,
      };
      refuseProblems([...problemsOf(patch), ...(await passwordProblems(passwords, password, owner))]);
      const passwordHash = password === undefined ? null : await passwords.hash(password);
      return writePath.transact((unit) => edit(unit, actor, id, patch, passwordHash));
    },
    remove: (actor, id) =>
      writePath.transact(async (unit) => {
        const before = await getAdministrator(unit.db, id);
        await refuseLast(unit, id);
        await revokeTokensOf(unit, actor, id);
        // Sessions go with it.
        await unit.db.deleteFrom('administrators').where('id', '=', id).execute();
        await audit(unit, actor, 'administrator.remove', id, { before });
      }),
  };
}

async function edit(
  unit: Unit,
  actor: string,
  id: string,
  { email, displayName, role }: AdministratorPatch,
  passwordHash: string | null,
): Promise<AdministratorView> {
  const before = await getAdministrator(unit.db, id);
  if (email !== undefined) await refuseTaken(unit, id, email);
  if (role === 'auditor') await refuseLast(unit, id);
  const changed = {
    ...(email === undefined ? {} : { email, emailKey: addressKey(email) }),
    ...(displayName === undefined ? {} : { displayName }),
    ...administratorKeys(displayName ?? before.displayName, email ?? before.email),
    ...(role === undefined ? {} : { role }),
    ...(passwordHash === null ? {} : { passwordHash }),
  };
  await unit.db.updateTable('administrators').set(changed).where('id', '=', id).execute();
  const after = await getAdministrator(unit.db, id);
  if (passwordHash !== null || after.role !== before.role)
    await unit.db.deleteFrom('sessions').where('administratorId', '=', id).execute();
  if (after.role !== 'administrator') await revokeTokensOf(unit, actor, id);
  const detail = { before, after, passwordChanged: passwordHash !== null };
  await audit(unit, actor, 'administrator.edit', id, detail);
  return after;
}

function cleaned<Given extends AdministratorPatch>(given: Given): Given {
  const { email, displayName } = given;
  return {
    ...given,
    ...(email === undefined ? {} : { email: cleanLine(email) }),
    ...(displayName === undefined ? {} : { displayName: cleanLine(displayName) }),
  };
}

function problemsOf({ email, displayName }: AdministratorPatch): FieldProblem[] {
  return [
    ...(email === undefined ? [] : checkAddress('/email', email)),
    ...(displayName === undefined
      ? []
      : checkRequiredText('/displayName', displayName, DISPLAY_NAME_CHARACTERS)),
  ];
}

async function passwordProblems(
  { isCommon }: Passwords,
  password: string | undefined,
  owner: PasswordOwner,
): Promise<FieldProblem[]> {
  if (password === undefined) return [];
  return checkPassword(password, owner, MIN_ADMINISTRATOR_PASSWORD_CHARACTERS, isCommon);
}

function refuseProblems(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw invalid(problems);
}

async function refuseTaken(unit: Unit, id: string, email: string): Promise<void> {
  const holder = await unit.db
    .selectFrom('administrators')
    .select('id')
    .where('emailKey', '=', addressKey(email))
    .where('id', '!=', id)
    .executeTakeFirst();
  if (holder === undefined) return;
  throw invalid([
    { pointer: '/email', code: 'address-taken', message: 'is the address of another administrator' },
  ]);
}

async function refuseSetUp(unit: Unit): Promise<void> {
  if (await hasAdministrator(unit.db))
    throw conflict('already-set-up', 'there is an administrator already: sign in');
}

async function refuseLast(unit: Unit, id: string): Promise<void> {
  if (!(await hasAdministrator(unit.db, id)))
    throw conflict('last-administrator', 'this is the last administrator: add another one first');
}

function audit(unit: Unit, actor: string, action: string, target: string, detail: unknown): Promise<void> {
  return unit.audit({ service: 'access', actor, action, target, detail });
}
