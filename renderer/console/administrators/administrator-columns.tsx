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
  readonly reset: (administrator: AdministratorView) => void;
}

export function useAdministratorColumns({
  nowMs,
  edit,
  remove,
  reset,
}: Options): readonly Column<AdministratorView>[] {
  const t = useText();
  const formats = useFormats();
  const mayChange = useMay('access:write');
  const { administratorId } = useSignedIn().who;
  const columns: readonly Column<AdministratorView>[] = [
    {
      id: 'name',
      title: t('console.administrators.name'),
      minRem: 12,
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
      minRem: 14,
      grow: 3,
      sort: 'email',
      cell: ({ email }) => email,
    },
    {
      id: 'role',
      title: t('console.administrators.role'),
      minRem: 8,
      cell: ({ role }) => t(`console.administrators.roles.${role}`),
    },
    {
      id: 'secondFactor',
      title: t('console.secondFactor.column'),
      minRem: 8,
      cell: ({ hasSecondFactor }) => t(`console.secondFactor.${hasSecondFactor ? 'has' : 'hasNot'}`),
    },
    {
      id: 'lastSignIn',
      title: t('console.administrators.lastSignIn'),
      minRem: 10,
      sort: 'lastSignInAt',
      cell: ({ lastSignInAt }) =>
        lastSignInAt === null
          ? t('console.administrators.never')
          : formats.dayTime(toMs(lastSignInAt), nowMs),
    },
  ];
  if (!mayChange) return columns;
  const actions = (administrator: AdministratorView) => (
    <Actions
      administrator={administrator}
      edit={edit}
      remove={remove}
      reset={administrator.hasSecondFactor && administrator.id !== administratorId ? reset : null}
    />
  );
  return [
    ...columns,
    { id: 'actions', title: t('console.administrators.actions'), minRem: 8, align: 'end', cell: actions },
  ];
}

interface ActionsProps extends Pick<Options, 'edit' | 'remove'> {
  readonly administrator: AdministratorView;
  /** null: there is nothing to take away, or it is one's own. */
  readonly reset: Options['reset'] | null;
}

function Actions({ administrator, edit, remove, reset }: ActionsProps) {
  const t = useText();
  const name = administrator.displayName;
  return (
    <>
      {reset !== null && (
        <Button
          size="small"
          appearance="subtle"
          icon={<Icon name="shield" size={16} />}
          aria-label={t('console.secondFactor.resetOf', { name })}
          title={t('console.secondFactor.reset')}
          onClick={() => reset(administrator)}
        />
      )}
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
