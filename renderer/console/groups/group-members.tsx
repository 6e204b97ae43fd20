/** Who is in a group; of a local one, who joins and who leaves. */
import { Button } from '@fluentui/react-components';
import { z } from 'zod';
import { memberSchema, type GroupView, type Member } from '../../../shared/http/groups.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PersonDisc } from '../../ui/person-disc.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import { ListTable } from '../frame/list-table.tsx';
import { PersonLookUp } from '../frame/person-look-up.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { usePages } from '../query/use-pages.ts';
import { useTableQuery } from '../router/table-query.ts';
import { useMay, useSignedIn } from '../session/session-context.tsx';

interface GroupMembersProps {
  readonly group: GroupView;
  /** Of the group. */
  readonly path: string;
}

export function GroupMembers({ group, path }: GroupMembersProps) {
  const t = useText();
  const formats = useFormats();
  const editable = useMay('groups:write') && group.source === 'local';
  const { join, leave, problem } = useMembership(path);
  const table = useTableQuery({ list: `${path}/members`, sort: '', filters: [] });
  const pages = usePages(table.path, memberSchema);
  // Who is in through a group can be named too, and then stays when that group goes.
  const here = new Set(pages.rows.filter(({ direct }) => direct).map(({ userId }) => userId));
  return (
    <>
      <div className="members-head">
        <h2 className="section-title">{t('console.groups.members')}</h2>
        {editable && (
          <PersonLookUp
            label={t('console.groups.addMember')}
            without={here}
            onChoose={({ id }) => join(id)}
          />
        )}
      </div>
      <ProblemNotice problem={problem} />
      <ListTable
        label={t('console.groups.members')}
        table={table}
        pages={pages}
        columns={useColumns(editable ? leave : null)}
        rowKey={({ userId }) => userId}
        toOf={({ userId }) => ({ route: 'person', id: userId })}
        searchLabel={t('console.people.search')}
        countWords={(count) => t('console.people.count', { count, number: formats.number(count) })}
        empty={
          <EmptyState icon="people" title={t('console.groups.noMember')}>
            {editable ? t('console.groups.noMemberHelp') : undefined}
          </EmptyState>
        }
      />
    </>
  );
}

function useMembership(path: string) {
  const { client } = useSignedIn();
  const { run, problem } = useDeed('group', 'person', 'device', 'continuity-event');
  const member = (id: string) => `${path}/members/${encodeURIComponent(id)}`;
  return {
    problem,
    join: (id: string) => void run(() => client.put(member(id), undefined, z.null())),
    leave: (id: string) => void run(() => client.remove(member(id))),
  };
}

/** `leave` null: nobody can be taken out here. */
function useColumns(leave: ((id: string) => void) | null): readonly Column<Member>[] {
  const t = useText();
  const columns: readonly Column<Member>[] = [
    {
      id: 'name',
      title: t('console.people.name'),
      minRem: 14,
      grow: 2,
      cell: ({ displayName, email, direct }) => (
        <span className="device-person">
          <PersonDisc name={displayName} identity={email} size={28} />
          <span>
            {displayName}
            {!direct && <small>{t('console.groups.throughGroup')}</small>}
          </span>
        </span>
      ),
    },
    { id: 'email', title: t('console.people.email'), minRem: 16, grow: 2, cell: ({ email }) => email },
  ];
  if (leave === null) return columns;
  const action = ({ userId, displayName, direct }: Member) =>
    direct && (
      <Button
        size="small"
        appearance="subtle"
        icon={<Icon name="cross" size={16} />}
        aria-label={t('console.groups.removeMember', { name: displayName })}
        onClick={() => leave(userId)}
      />
    );
  return [
    ...columns,
    { id: 'actions', title: t('console.groups.actions'), minRem: 5, align: 'end', cell: action },
  ];
}
