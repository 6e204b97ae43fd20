/** The column `memberOf` of an import: the groups that a group is in from then on, by their names (product 7). */
import type { Kysely } from 'kysely';
import { isUnsupportedList, type GroupKind } from '../../shared/domain/group.ts';
import type { PlainProblemName } from '../../shared/http/problem-names.ts';
import { valuesOf } from '../csv/csv-cells.ts';
import { invalid, type FieldProblem } from '../refusal.ts';
import { foldedKey } from '../search-key.ts';
import type { Tables } from '../storage/tables.ts';
import type { Unit } from '../storage/write-path.ts';
import { cleanLine } from '../text.ts';
import { setNested } from './members.ts';
import { groupsAbove } from './nesting.ts';
import { parentsOf } from './store.ts';

/** The group that the line is about. */
interface Nested {
  /** null: the line makes it. */
  readonly id: string | null;
  readonly name: string;
  readonly kind: GroupKind;
}

export function outerNames(cell: string | undefined): readonly string[] {
  return valuesOf(cell ?? '').map(cleanLine);
}

/** Ids of the groups named; `isPromised`: a dry run has not made it. Throws a `Refusal`. */
export async function outerIds(
  db: Kysely<Tables>,
  nested: Nested,
  names: readonly string[],
  isPromised: (name: string) => boolean,
): Promise<readonly string[]> {
  if (names.length > 0 && isUnsupportedList(nested.kind))
    throw invalid([refusal('nested-list', 'such a list is never expanded, so it can be in no group')]);
  const ids = new Set<string>();
  const problems: FieldProblem[] = [];
  for (const name of names) {
    const found = await findOuter(db, nested, name);
    if (typeof found === 'string') ids.add(found);
    else if (found.code !== 'unknown-group' || !isPromised(foldedKey(name))) problems.push(found);
  }
  if (problems.length > 0) throw invalid(problems);
  return [...ids];
}

async function findOuter(db: Kysely<Tables>, nested: Nested, name: string): Promise<string | FieldProblem> {
  if (name === nested.name) return of(name, 'nested-circle', 'a group cannot be in itself');
  const rows = await db
    .selectFrom('groups')
    .select(['id', 'source'])
    .where('name', '=', name)
    .limit(2)
    .execute();
  const [row, second] = rows;
  if (row === undefined)
    return of(name, 'unknown-group', `there is no group "${name}", or its line is refused`);
  if (second !== undefined) return of(name, 'name-not-unique', `several groups have the name "${name}"`);
  if (nested.id === null) return row.source === 'local' ? row.id : ofDirectory(name);
  if ((await groupsAbove(db, row.id)).includes(nested.id))
    return of(name, 'nested-circle', `"${name}" is in this group itself`);
  const isIn = (await parentsOf(db, nested.id)).some(({ id }) => id === row.id);
  return row.source === 'local' || isIn ? row.id : ofDirectory(name);
}

function refusal(code: PlainProblemName, message: string): FieldProblem {
  return { pointer: '/memberOf', code, message };
}

/** `value` is the one of the names in the cell. */
function of(value: string, code: PlainProblemName, message: string): FieldProblem {
  return { ...refusal(code, message), value };
}

function ofDirectory(name: string): FieldProblem {
  return of(name, 'directory-group', `"${name}" is changed in the directory, not here`);
}

/** Returns how many it came into and left. Those of the directory keep it. */
export async function setOuter(
  unit: Unit,
  actor: string,
  memberId: string,
  wanted: readonly string[],
): Promise<number> {
  const before = await parentsOf(unit.db, memberId);
  const entering = wanted.filter((id) => !before.some((group) => group.id === id));
  const leaving = before.filter(({ id, source }) => source === 'local' && !wanted.includes(id));
  for (const groupId of entering) await setNested(unit, actor, { groupId, memberId }, true);
  for (const { id: groupId } of leaving) await setNested(unit, actor, { groupId, memberId }, false);
  return entering.length + leaving.length;
}
