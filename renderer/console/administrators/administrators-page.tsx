/** Who may sign in to this console, and as what (product 5, roles). */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { ROLES } from '../../../shared/domain/access.ts';
import { administratorViewSchema, type AdministratorView } from '../../../shared/http/access.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ListTable } from '../frame/list-table.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { ReadOnlyNotice } from '../frame/read-only-notice.tsx';
import { usePages } from '../query/use-pages.ts';
import { useTableQuery } from '../router/table-query.ts';
import { useMay } from '../session/session-context.tsx';
import { useAdministratorColumns } from './administrator-columns.tsx';
import { AdministratorForm } from './administrator-form.tsx';
import { RemoveAdministrator } from './remove-administrator.tsx';
import { RequireFactor } from './require-factor.tsx';
import { ResetFactors } from './reset-factors.tsx';

type Open =
  | { readonly what: 'add' }
  | { readonly what: 'edit' | 'remove' | 'reset'; readonly administrator: AdministratorView };

export function AdministratorsPage() {
  const t = useText();
  const formats = useFormats();
  const mayChange = useMay('access:write');
  const table = useTableQuery({ list: '/administrators', sort: 'displayName', filters: ['role'] });
  const pages = usePages(table.path, administratorViewSchema);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const columns = useAdministratorColumns({
    nowMs: pages.readAtMs ?? 0,
    edit: (administrator) => setOpen({ what: 'edit', administrator }),
    remove: (administrator) => setOpen({ what: 'remove', administrator }),
    reset: (administrator) => setOpen({ what: 'reset', administrator }),
  });
  const roles = ROLES.map((role) => ({ value: role, label: t(`console.administrators.roles.${role}`) }));
  return (
    <>
      <PageHead
        title={t('console.places.administrators')}
        actions={mayChange && <AddButton onClick={() => setOpen({ what: 'add' })} />}
      />
      <ReadOnlyNotice wanted="access:write" />
      <RequireFactor />
      <ListTable
        label={t('console.places.administrators')}
        table={table}
        pages={pages}
        columns={columns}
        rowKey={({ id }) => id}
        searchLabel={t('console.administrators.search')}
        filters={[{ name: 'role', label: t('console.administrators.role'), choices: roles }]}
        countWords={(count) => t('console.administrators.count', { count, number: formats.number(count) })}
        empty={
          <EmptyState icon="shield" title={t('console.administrators.none')}>
            {t('console.administrators.noneHelp')}
          </EmptyState>
        }
      />
      {open?.what === 'add' && <AdministratorForm administrator={null} onClose={close} />}
      {open?.what === 'edit' && <AdministratorForm administrator={open.administrator} onClose={close} />}
      {open?.what === 'reset' && <ResetFactors administrator={open.administrator} onClose={close} />}
      {open?.what === 'remove' && <RemoveAdministrator administrator={open.administrator} onClose={close} />}
    </>
  );
}

function AddButton({ onClick }: { readonly onClick: () => void }) {
  const t = useText();
  return (
    <Button appearance="primary" icon={<Icon name="plus" size={16} />} onClick={onClick}>
      {t('console.administrators.add')}
    </Button>
  );
}
