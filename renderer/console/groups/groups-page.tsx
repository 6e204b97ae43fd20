/** The groups that a continuity event can affect. */
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { GroupView } from '../../../shared/http/groups.ts';
import { useServiceView } from '../state/console-context.tsx';

const COLUMNS = ['name', 'members', 'kind', 'address', 'source', 'synchronised'] as const;

export function GroupsPage() {
  const t = useText();
  const { groups } = useServiceView().view;
  return (
    <>
      <div className="page-head">
        <h1>{t('console.places.groups')}</h1>
      </div>
      {groups.length === 0 ? (
        <EmptyState icon="people" title={t('console.groups.none')} />
      ) : (
        <div className="table-box">
          <table className="table">
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col">
                    {t(`console.groups.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <GroupLine key={group.id} group={group} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function GroupLine({ group }: { readonly group: GroupView }) {
  const t = useText();
  const formats = useFormats();
  const { readAtMs } = useServiceView().view;
  const { lastSyncAt } = group;
  return (
    <tr>
      <td>
        <strong>{group.name}</strong>
      </td>
      <td className="figures">{formats.number(group.members)}</td>
      <td>{t(`console.kinds.${group.kind}`)}</td>
      <td>{group.mail ?? ''}</td>
      <td>{t(`console.sources.${group.source}`)}</td>
      <td className="figures">
        {lastSyncAt === undefined ? '' : formats.dayTime(Date.parse(lastSyncAt), readAtMs)}
      </td>
    </tr>
  );
}
