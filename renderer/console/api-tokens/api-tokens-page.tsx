/** API tokens: what scripts and other systems use instead of a person's password. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { apiTokenViewSchema, type ApiTokenView } from '../../../shared/http/access.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ConfirmRemoval } from '../frame/confirm-removal.tsx';
import { ListTable } from '../frame/list-table.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { ReadOnlyNotice } from '../frame/read-only-notice.tsx';
import { usePages } from '../query/use-pages.ts';
import { useTableQuery } from '../router/table-query.ts';
import { useMay } from '../session/session-context.tsx';
import { useApiTokenColumns } from './api-token-columns.tsx';
import { CreateApiToken } from './create-api-token.tsx';
import './api-tokens.css';

export function ApiTokensPage() {
  const t = useText();
  const formats = useFormats();
  const mayChange = useMay('access:write');
  const table = useTableQuery({ list: '/api-tokens', sort: 'name', filters: [] });
  const pages = usePages(table.path, apiTokenViewSchema);
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiTokenView | null>(null);
  return (
    <>
      <PageHead
        title={t('console.places.api-tokens')}
        actions={mayChange && <CreateButton onClick={() => setCreating(true)} />}
      />
      <ReadOnlyNotice wanted="access:write" />
      <ListTable
        label={t('console.places.api-tokens')}
        table={table}
        pages={pages}
        columns={useApiTokenColumns(pages.readAtMs ?? 0, setRevoking)}
        rowKey={({ id }) => id}
        searchLabel={t('console.apiTokens.search')}
        countWords={(count) => t('console.apiTokens.count', { count, number: formats.number(count) })}
        empty={
          <EmptyState icon="key" title={t('console.apiTokens.none')}>
            {t('console.apiTokens.noneHelp')}
          </EmptyState>
        }
      />
      {creating && <CreateApiToken onClose={() => setCreating(false)} />}
      {revoking !== null && (
        <ConfirmRemoval
          title={t('console.apiTokens.revokeTitle', { name: revoking.name })}
          help={t('console.apiTokens.revokeHelp')}
          keep={t('console.apiTokens.cancel')}
          remove={t('console.apiTokens.revoke')}
          path={`/api-tokens/${encodeURIComponent(revoking.id)}`}
          onClose={() => setRevoking(null)}
        />
      )}
    </>
  );
}

function CreateButton({ onClick }: { readonly onClick: () => void }) {
  const t = useText();
  return (
    <Button appearance="primary" icon={<Icon name="plus" size={16} />} onClick={onClick}>
      {t('console.apiTokens.create')}
    </Button>
  );
}
