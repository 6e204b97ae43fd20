/** Local groups from CSV: known by their names; `members` says who is named in them from then on, `memberOf` which groups they are in. */
import type { Kysely } from 'kysely';
import { groupKindSchema, isUnsupportedList } from '../../shared/domain/group.ts';
import { GROUP_COLUMNS } from '../../shared/http/import.ts';
import { groupInputSchema, type GroupPatch, type GroupView } from '../../shared/http/groups.ts';
import { valuesOf } from '../csv/csv-cells.ts';
import type { Importer } from '../csv/import-records.ts';
import { createSlice } from '../loop-turns.ts';
import { ownerFinder } from '../people/addresses.ts';
import { conflict, invalid, type FieldProblem } from '../refusal.ts';
import { foldedKey } from '../search-key.ts';
import type { Chance } from '../storage/chance.ts';
import type { Tables } from '../storage/tables.ts';
import type { Unit } from '../storage/write-path.ts';
import { cleanLine } from '../text.ts';
import { createGroup, editGroup } from './groups.ts';
import { outerIds, outerNames, setOuter } from './import-nesting.ts';
import { setMembers } from './members.ts';
import { groupRows, groupView } from './store.ts';

export const IMPORTED_GROUP_COLUMNS: readonly string[] = GROUP_COLUMNS;
export const REQUIRED_GROUP_COLUMNS = ['name'];

interface Needs {
  readonly db: Kysely<Tables>;
  readonly chance: Chance;
  readonly actor: string;
}

export function createGroupImporter({ db, chance, actor }: Needs): Importer {
  return {
    keyOf: nameOf,
    ownedBy: (cells) => [{ column: 'name', value: foldedKey(nameOf(cells)) }],
    names: (cells) => outerNames(cells.get('memberOf')).map((name) => foldedKey(name)),
    async prepare(cells, isPromised) {
      const name = nameOf(cells);
      const before = await localGroup(db, name);
      const patch = patchOf(cells, name);
      const members = await membersOf(db, cells.get('members'));
      refuseUnsupported(before, patch);
      const nested = { id: before?.id ?? null, name, kind: patch.kind ?? before?.kind ?? 'security' };
      const memberOf = cells.get('memberOf');
      return async (unit) => {
        const outer =
          memberOf === undefined ? null : await outerIds(unit.db, nested, outerNames(memberOf), isPromised);
        if (before !== null) return change(unit, actor, { before, patch, members, outer });
        const input = groupInputSchema.parse(patch);
        const { id } = await createGroup(unit, actor, chance.id(), input, { source: 'local' }, members ?? []);
        await setOuter(unit, actor, id, outer ?? []);
        return 'created';
      };
    },
    columnOf: (pointer) => pointer.split('/')[1] ?? '',
  };
}

function nameOf(cells: ReadonlyMap<string, string>): string {
  return cleanLine(cells.get('name') ?? '');
}

interface Change {
  readonly before: GroupView;
  readonly patch: GroupPatch;
  /** null: the column is not there, and they stay as they are. */
  readonly members: readonly string[] | null;
  readonly outer: readonly string[] | null;
}

async function change(
  unit: Unit,
  actor: string,
  { before, patch, members, outer }: Change,
): Promise<'updated' | 'unchanged'> {
  const isEdited = differs(before, patch);
  if (isEdited) await editGroup(unit, actor, before.id, patch);
  const moved = members === null ? 0 : await setMembers(unit, actor, before.id, members);
  const nested = outer === null ? 0 : await setOuter(unit, actor, before.id, outer);
  return isEdited || moved + nested > 0 ? 'updated' : 'unchanged';
}

/** Throws a `Refusal` where the name does not say which group is meant, or means one of the directory. */
async function localGroup(db: Kysely<Tables>, name: string): Promise<GroupView | null> {
  const rows = await groupRows(db).where('groups.name', '=', name).limit(2).execute();
  const [row, second] = rows;
  if (row === undefined) return null;
  if (second !== undefined) throw conflict('name-not-unique', 'several groups have this name');
  if (row.source === 'local') return groupView(row);
  throw conflict('directory-group', 'a directory group is changed in the directory, not here');
}

function patchOf(cells: ReadonlyMap<string, string>, name: string): GroupPatch & { name: string } {
  const mail = cells.get('mail')?.trim();
  const kind = cells.get('kind')?.trim();
  const known = groupKindSchema.safeParse(kind);
  if (kind !== undefined && kind !== '' && !known.success) {
    const allowed = groupKindSchema.options.filter((one) => !isUnsupportedList(one));
    const message = `must be one of ${allowed.join(', ')}`;
    throw invalid([{ pointer: '/kind', code: 'not-allowed', allowed, message }]);
  }
  return {
    name,
    ...(known.success ? { kind: known.data } : {}),
    ...(mail === undefined ? {} : { mail: mail === '' ? null : mail }),
  };
}

/** A group that is such a list already stays what it is. */
function refuseUnsupported(before: GroupView | null, { kind }: GroupPatch): void {
  if (kind === undefined || kind === before?.kind || !isUnsupportedList(kind)) return;
  const message = 'mail to such a list is never expanded: use m365 or mail-enabled-security';
  throw invalid([{ pointer: '/kind', code: 'unsupported-list', message }]);
}

function differs(before: GroupView, patch: GroupPatch): boolean {
  if (patch.kind !== undefined && patch.kind !== before.kind) return true;
  return patch.mail !== undefined && patch.mail !== (before.mail ?? null);
}

/** null: the column is not there. */
async function membersOf(db: Kysely<Tables>, cell: string | undefined): Promise<readonly string[] | null> {
  if (cell === undefined) return null;
  const problems: FieldProblem[] = [];
  const ids = new Set<string>();
  const findOwner = ownerFinder(db);
  const slice = createSlice();
  for (const address of valuesOf(cell)) {
    const owner = await findOwner(address);
    await slice.rest();
    if (owner?.kind === 'person') ids.add(owner.id);
    else
      problems.push({
        pointer: '/members',
        code: 'unknown-person',
        value: address,
        message: `nobody has the address ${address}`,
      });
  }
  if (problems.length > 0) throw invalid(problems);
  return [...ids];
}
