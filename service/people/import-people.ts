/** People from CSV: known by their address; a column that is missing leaves what is saved as it is. */
import type { Kysely } from 'kysely';
import { PASSWORD_COLUMN, PEOPLE_COLUMNS } from '../../shared/http/import.ts';
import { personInputSchema, type PersonPatch } from '../../shared/http/people.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import { flagOf, notAFlag, valuesOf } from '../csv/csv-cells.ts';
import type { Importer } from '../csv/import-records.ts';
import { patched } from '../patch.ts';
import type { FieldProblem } from '../refusal.ts';
import type { Chance } from '../storage/chance.ts';
import type { Tables } from '../storage/tables.ts';
import { addressKey, ownerOf } from './addresses.ts';
import type { Passwords } from './passwords.ts';
import { createPerson, editPerson, inputOf, preparePerson } from './people.ts';
import { findPerson } from './store.ts';

export const IMPORTED_PEOPLE_COLUMNS = [...PEOPLE_COLUMNS, PASSWORD_COLUMN];
export const REQUIRED_PEOPLE_COLUMNS = ['email'];

type Cells = ReadonlyMap<string, string>;

interface Needs {
  readonly db: Kysely<Tables>;
  readonly passwords: Passwords;
  readonly chance: Chance;
  readonly actor: string;
}

export function createPeopleImporter({ db, passwords, chance, actor }: Needs): Importer {
  return {
    keyOf: (cells) => (cells.get('email') ?? '').trim(),
    ownedBy: (cells) =>
      [
        { column: 'email', address: cells.get('email') ?? '' },
        ...valuesOf(cells.get('aliases') ?? '').map((address) => ({ column: 'aliases', address })),
      ].map(({ column, address }) => ({ column, value: addressKey(address) })),
    names: (cells) => valuesOf(cells.get('mayRead') ?? '').map(addressKey),
    async prepare(cells, isPromised) {
      const problems: FieldProblem[] = [];
      const patch = await patchOf(db, cells, isPromised, problems);
      const owner = await ownerOf(db, patch.email ?? '');
      const before = owner?.kind === 'person' ? await findPerson(db, owner.id) : null;
      if (before === null) {
        const prepared = await preparePerson(passwords, patched(NOBODY, patch), problems);
        return async (unit) => {
          await createPerson(unit, actor, chance.id(), prepared);
          return 'created';
        };
      }
      // An alias names the person too; the address stays what it is.
      const edit = { ...patch, email: before.email };
      const input = inputOf(before, edit);
      const prepared = await preparePerson(passwords, input, problems);
      const isSame =
        prepared.passwordHash === null &&
        canonicalJson(prepared.input) === canonicalJson(inputOf(before, {}));
      return async (unit) => {
        if (isSame) return 'unchanged';
        await editPerson(unit, actor, before.id, prepared);
        return 'updated';
      };
    },
    columnOf: (pointer) =>
      pointer.includes('disasterRecovery') ? 'disasterRecovery' : (pointer.split('/')[1] ?? ''),
  };
}

const NOBODY = personInputSchema.parse({ email: '', displayName: '' });

/** What the cells say, with what they cannot mean added to `problems`. */
async function patchOf(
  db: Kysely<Tables>,
  cells: Cells,
  isPromised: (address: string) => boolean,
  problems: FieldProblem[],
): Promise<PersonPatch> {
  const flag = (column: string): boolean | undefined => {
    const cell = cells.get(column);
    if (cell === undefined || cell.trim() === '') return undefined;
    const value = flagOf(cell);
    if (value === null) problems.push(notAFlag(column));
    return value ?? false;
  };
  const text = (column: string): string | undefined => cells.get(column);
  const phone = text('phone')?.trim();
  const disasterRecovery = flag('disasterRecovery');
  const aliases = text('aliases');
  const password = text(PASSWORD_COLUMN);
  const mayRead = text('mayRead');
  const patch: PersonPatch = {
    email: text('email')?.trim() ?? '',
    displayName: text('displayName'),
    aliases: aliases === undefined ? undefined : valuesOf(aliases),
    phone: phone === '' ? null : phone,
    smsConsent: flag('smsConsent'),
    permissions: disasterRecovery === undefined ? undefined : { disasterRecovery },
    mayRead:
      mayRead === undefined
        ? undefined
        : await idsOf(
            db,
            valuesOf(mayRead).filter((address) => !isPromised(addressKey(address))),
            problems,
          ),
    // An empty cell is no password: nobody's is taken away by leaving it out.
    password: password === '' ? undefined : password,
  };
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

async function idsOf(
  db: Kysely<Tables>,
  addresses: readonly string[],
  problems: FieldProblem[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const address of addresses) {
    const owner = await ownerOf(db, address);
    if (owner?.kind === 'person') ids.push(owner.id);
    else
      problems.push({
        pointer: '/mayRead',
        code: 'unknown-person',
        value: address,
        message: `nobody has the address ${address}`,
      });
  }
  // As they are read back, so that an import of an export changes nothing.
  return [...new Set(ids)].sort();
}
