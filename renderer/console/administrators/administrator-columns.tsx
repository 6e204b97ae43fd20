/** The columns of the table of administrators, with what can be done to each. */
import { Button } from '@fluentui/react-components';
import { toMs } from '../../../shared/domain/instant.ts';
import type { AdministratorView } from '../../../shared/http/access.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import { Tag } from '../../ui/tag.tsx';
import { useMay, useSignedIn } from '../session/session-context.tsx';

interface Options {
  readonly nowMs: number;
  readonly edit: (administrator: AdministratorView) => void;
  readonly remove: (administrator: AdministratorView) => void;
}

export function useAdministratorColumns({
  nowMs,
  edit,
  remove,
}: Options): readonly Column<AdministratorView>[] {
  const t = useText();
  const formats = useFormats();
  const mayChange = useMay('access:write');
  const { administratorId } = useSignedIn().who;
  const columns: readonly Column<AdministratorView>[] = [
    {
      id: 'name',
      title: t('console.administrators.name'),
      minRem: 13,
      grow: 3,
      sort: 'displayName',
      cell: ({ id, displayName }) => (
        <>
          {displayName}{' '}
          {id === administratorId && <Tag icon="tick" label={t('console.administrators.you')} />}
        </>
      ),
    },
    {
      id: 'email',
      title: t('console.administrators.email'),
      minRem: 16,
      grow: 3,
      sort: 'email',
      cell: ({ email }) => email,
    },
    {
      id: 'role',
      title: t('console.administrators.role'),
      minRem: 9,
      cell: ({ role }) => t(`console.administrators.roles.${role}`),
    },
    {
      id: 'lastSignIn',
      title: t('console.administrators.lastSignIn'),
      minRem: 11,
      sort: 'lastSignInAt',
      cell: ({ lastSignInAt }) =>
        lastSignInAt === null
          ? t('console.administrators.never')
          : formats.dayTime(toMs(lastSignInAt), nowMs),
    },
  ];
  if (!mayChange) return columns;
  const actions = (administrator: AdministratorView) => (
    <Actions administrator={administrator} edit={edit} remove={remove} />
  );
  return [
    ...columns,
    { id: 'actions', title: t('console.administrators.actions'), minRem: 6, align: 'end', cell: actions },
  ];
}

function Actions({
  administrator,
  edit,
  remove,
}: Omit<Options, 'nowMs'> & { readonly administrator: AdministratorView }) {
  const t = useText();
  const name = administrator.displayName;
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={<Icon name="pencil" size={16} />}
        aria-label={t('console.administrators.editOf', { name })}
        title={t('console.administrators.edit')}
        onClick={() => edit(administrator)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<Icon name="bin" size={16} />}
        aria-label={t('console.administrators.removeOf', { name })}
        title={t('console.administrators.remove')}
        onClick={() => remove(administrator)}
      />
    </>
  );
}
