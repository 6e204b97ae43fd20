/** Whether the groups that a continuity event names are there. */
import type { Kysely } from 'kysely';
import type { EventInput } from '../../shared/http/continuity-events.ts';
import type { FieldProblem } from '../refusal.ts';
import type { Tables } from '../storage/tables.ts';

type Named = Pick<EventInput, 'affectedGroupId' | 'smsGroupId'>;

/** An empty affected group is reported as required elsewhere. */
export async function checkGroups(db: Kysely<Tables>, named: Named): Promise<FieldProblem[]> {
  const wanted = (['affectedGroupId', 'smsGroupId'] as const).flatMap((field) => {
    const id = named[field];
    return id === null || id === '' ? [] : [{ pointer: `/${field}`, id }];
  });
  if (wanted.length === 0) return [];
  const rows = await db
    .selectFrom('groups')
    .select('id')
    .where(
      'id',
      'in',
      wanted.map(({ id }) => id),
    )
    .execute();
  const known = new Set(rows.map(({ id }) => id));
  return wanted
    .filter(({ id }) => !known.has(id))
    .map(({ pointer }) => ({ pointer, code: 'unknown-group', message: 'is not the id of a group' }));
}
