/** A company and a mailbox that are large enough to be attacked by what one may ask of them. */
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import { openDatabase } from '../../service/storage/open-database.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import { fillMailbox, type FilledMailbox } from './jmap-mailbox.ts';

export interface Ground {
  readonly people: number;
  readonly messages: number;
  readonly importLines: number;
}

export const LARGE_GROUND: Ground = { people: 100_000, messages: 5_000, importLines: 20_000 };
export const SMALL_GROUND: Ground = { people: 2_000, messages: 200, importLines: 200 };

/** Everybody is in the group `everybody`. */
export async function fillHostileGround(
  folder: string,
  { people, messages }: Ground,
): Promise<FilledMailbox> {
  const account = await fillMailbox(folder, messages, people);
  const { db, close } = await openDatabase(folder, MIGRATIONS);
  const group = { id: 'everybody', name: 'everybody', source: 'local', kind: 'security' } as const;
  await db
    .insertInto('groups')
    .values({
      ...group,
      mail: null,
      lastSyncAt: null,
      createdAt: fromMs(Date.now()),
      nameKey: 'e',
      searchKey: 'e',
    })
    .execute();
  await db
    .insertInto('groupMembers')
    .columns(['groupId', 'personId'])
    .expression((from) =>
      from.selectFrom('people').select((row) => [row.val('everybody').as('groupId'), 'people.id']),
    )
    .execute();
  await close();
  return account;
}
